using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace LowCodeCrm.Designer.Spreadsheets;

/// <summary>Uploaded files between the proposal and the making of the app: for their user alone, for a while, and no more of them than the limits say.</summary>
internal sealed class UploadStore(DesignerOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Upload> uploads = new(StringComparer.Ordinal);

    public Upload Keep(Guid user, ImmutableArray<UploadedFile> files)
    {
        Expire();
        var upload = new Upload(Guid.NewGuid().ToString("n"), user, clock.GetUtcNow() + options.UploadLifetime, files);
        uploads[upload.Id] = upload;
        // The oldest go first.
        foreach (var old in uploads.Values.OrderByDescending(u => u.ExpiresAt).Skip(options.KeptUploads)) uploads.TryRemove(old.Id, out _);
        return upload;
    }

    /// <summary>Null where there is none, or no longer, or it is somebody else's.</summary>
    public Upload? Find(string id, Guid user)
    {
        Expire();
        return uploads.TryGetValue(id, out var upload) && upload.User == user ? upload : null;
    }

    public void Forget(string id) => uploads.TryRemove(id, out _);

    private void Expire()
    {
        var now = clock.GetUtcNow();
        foreach (var upload in uploads.Values)
            if (upload.ExpiresAt <= now) uploads.TryRemove(upload.Id, out _);
    }
}

internal sealed record UploadedFile(string Name, byte[] Content);

internal sealed record Upload(string Id, Guid User, DateTimeOffset ExpiresAt, ImmutableArray<UploadedFile> Files)
{
    public UploadWork Work { get; } = new();
}
