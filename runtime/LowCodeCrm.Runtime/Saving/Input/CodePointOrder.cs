namespace LowCodeCrm.Runtime.Saving.Input;

/// <summary>Text by code point, not by UTF-16 unit: 𠮷 sorts after ｡.</summary>
internal sealed class CodePointOrder : IComparer<string>
{
    public static readonly CodePointOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var length = Math.Min(x.Length, y.Length);
        for (var i = 0; i < length; i++)
        {
            var (a, b) = (x[i], y[i]);
            if (a == b) continue;
            var (sa, sb) = (char.IsSurrogate(a), char.IsSurrogate(b));
            return sa == sb ? a.CompareTo(b) : sa ? 1 : -1;
        }
        return x.Length.CompareTo(y.Length);
    }
}
