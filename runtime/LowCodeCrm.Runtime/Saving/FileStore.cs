using System.Security.Cryptography;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Data;
using LowCodeCrm.Runtime.Queries;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Runtime.Saving;

/// <param name="MaxBytes">Largest file.</param>
/// <param name="RefusedExtensions">Kinds of file that are programs to whoever opens them.</param>
/// <param name="PictureTypes">Media types that are shown in the page, and that forms take as pictures; whatever else is downloaded.</param>
public sealed record FileLimits(long MaxBytes, IReadOnlySet<string> RefusedExtensions, IReadOnlyList<string> PictureTypes)
{
    public static readonly FileLimits Default = new(50L * 1024 * 1024, new HashSet<string>(StringComparer.OrdinalIgnoreCase)
        { ".exe", ".dll", ".com", ".bat", ".cmd", ".msi", ".scr", ".ps1", ".vbs", ".js", ".jse", ".wsf", ".hta", ".jar", ".lnk" },
        ["image/png", "image/jpeg", "image/gif", "image/webp"]);
}

/// <summary>A file as kept: its value and who may have it.</summary>
public sealed record StoredFile(FileValue Value, Guid CreatedBy, string? EntityId, Guid? RecordId, string Path);

/// <summary>The bytes of file fields: <c>DATA/apps/NAME/files/ID</c>; the index is in the app's database.</summary>
public sealed class FileStore(string dataFolder, TimeProvider clock, FileLimits limits)
{
    private static readonly Statement Insert = new(
        "INSERT INTO \"$file\" (\"id\", \"name\", \"type\", \"size\", \"hash\", \"created_at\", \"created_by\") VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)", 7);
    private static readonly Statement Select = new("SELECT \"name\", \"type\", \"size\", \"created_by\", \"entity_id\", \"record_id\" FROM \"$file\" WHERE \"id\" = @p0", 1);

    public FileLimits Limits { get; } = limits;

    /// <summary>Streams the content to disk, then makes it known. Belongs to its uploader until a record holds it.</summary>
    /// <returns>Null: larger than allowed; nothing was kept.</returns>
    public async Task<FileValue?> AddAsync(AppLease lease, Caller caller, string name, string type, Stream content, CancellationToken cancellationToken)
    {
        var id = IdGenerator.For(clock).NewId();
        var path = PathOf(lease.Version.AppName, id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        long size = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous))
            {
                var buffer = new byte[1 << 16];
                for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0;)
                {
                    if ((size += read) > Limits.MaxBytes) break;
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                }
                file.Flush(flushToDisk: true);
            }
            if (size > Limits.MaxBytes)
            {
                File.Delete(path);
                return null;
            }
            var value = new FileValue(id, name, type, size);
            var codec = lease.Database.Codec;
            await lease.Database.WriteAsync((session, _) =>
            {
                PreparedStatements.Prepare(session.Connection, session.Transaction, Insert).Bind(
                    [codec.ToGuid(id), name, type, size, Convert.ToHexStringLower(hash.GetHashAndReset()), codec.ToDateTime(clock.GetUtcNow().UtcDateTime), codec.ToGuid(caller.UserId)]).ExecuteNonQuery();
                return ValueTask.FromResult(true);
            }, cancellationToken);
            return value;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>The file, if the caller may have it: a live record holds it, or, while none does, the caller uploaded it.</summary>
    public async Task<StoredFile?> FindAsync(AppLease lease, Caller caller, Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await lease.Database.OpenReadAsync(cancellationToken);
        var codec = lease.Database.Codec;
        StoredFile file;
        using (var reader = PreparedStatements.Prepare(connection, null, Select).Bind([codec.ToGuid(id)]).ExecuteReader())
        {
            if (!reader.Read()) return null;
            file = new StoredFile(new FileValue(id, reader.GetString(0), reader.GetString(1), reader.GetInt64(2)), codec.ReadGuid(reader, 3)!.Value,
                reader.IsDBNull(4) ? null : reader.GetString(4), codec.ReadGuid(reader, 5), PathOf(lease.Version.AppName, id));
        }
        if (file.RecordId is not { } holder) return file.CreatedBy == caller.UserId ? file : null;
        if (lease.App.Model.Entities.FirstOrDefault(e => e.Id == file.EntityId) is not { } entity || !RecordPolicy.MayRead(caller, entity)) return null;
        using var exists = PreparedStatements.Prepare(connection, null, AppAccess.For(lease.App).Of(entity).Exists).Bind([codec.ToGuid(holder)]).ExecuteReader();
        return exists.Read() ? file : null;
    }

    private string PathOf(string app, Guid id) => Path.Combine(dataFolder, "apps", app, "files", id.ToString("N"));
}
