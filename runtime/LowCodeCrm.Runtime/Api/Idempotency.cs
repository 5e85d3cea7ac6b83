using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Runtime.Saving;

namespace LowCodeCrm.Runtime.Api;

/// <summary>A repeated request with the same <c>Idempotency-Key</c> gets the first answer again, for a day. Kept in the same transaction as what it did.</summary>
internal static class Idempotency
{
    private const int MaxKey = 255;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private static readonly Statement Forget = new("DELETE FROM \"$idempotency\" WHERE \"at\" < @p0", 1);
    private static readonly Statement Select = new("SELECT \"request_hash\", \"status\", \"headers\", \"body\" FROM \"$idempotency\" WHERE \"user_id\" = @p0 AND \"key\" = @p1", 2);
    private static readonly Statement Insert = new(
        "INSERT INTO \"$idempotency\" (\"user_id\", \"key\", \"at\", \"request_hash\", \"status\", \"headers\", \"body\") VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)", 7);

    public static Func<SaveTransaction, Answer> Once(string key, string target, JsonElement? body, Func<SaveTransaction, Answer> plan)
    {
        if (key.Length > MaxKey) throw ApiProblem.Malformed($"Idempotency-Key may have {MaxKey} characters.", $"Idempotency-Key は {MaxKey} 文字以内にしてください。");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(target + "\n" + (body is { } json ? json.GetRawText() : ""))));
        return transaction =>
        {
            var unit = transaction.Unit;
            var user = unit.Codec.ToGuid(unit.Caller.UserId);
            unit.Execute(Forget, [unit.Codec.ToDateTime(unit.Now - Kept)]);
            using (var reader = unit.Prepare(Select).Bind([user, key]).ExecuteReader())
                if (reader.Read())
                {
                    if (reader.GetString(0) != hash)
                        return Answer.Problem(new ApiProblem(422, "idempotency_key_reused", LocalizedText.Of(
                            "This Idempotency-Key was used for another request. Use a new one.", "この Idempotency-Key は別のリクエストで使われています。新しいキーを使ってください。")), unit.Caller.Locale);
                    var headers = JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(2))!;
                    return new Answer(reader.GetInt32(1), reader.IsDBNull(3) ? [] : Encoding.UTF8.GetBytes(reader.GetString(3)), headers);
                }
            var answer = plan(transaction);
            // A refused request did nothing: trying again is harmless, and may succeed.
            if (answer.IsSuccess)
                unit.Execute(Insert, [user, key, unit.Codec.ToDateTime(unit.Now), hash, (long)answer.Status, JsonSerializer.Serialize(answer.Headers), answer.Body.Length == 0 ? null : Encoding.UTF8.GetString(answer.Body)]);
            return answer;
        };
    }
}
