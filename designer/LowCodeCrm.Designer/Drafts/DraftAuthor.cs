using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Designer.Drafts;

/// <summary>Who last changed a file of the draft, and when. Of files that are as they are live nobody is known.</summary>
/// <param name="By">Null: nobody in particular, or somebody who is no more.</param>
internal sealed record DraftAuthor(DateTime At, Guid? By)
{
    /// <summary>As clients read it.</summary>
    public AuthorJson Named(UserStore users) => new(By is { } id ? users.Find(id)?.DisplayName : null, DateTime.SpecifyKind(At, DateTimeKind.Utc));
}

/// <param name="By">The name to show; absent where nobody is known.</param>
internal sealed record AuthorJson(string? By, DateTime At);
