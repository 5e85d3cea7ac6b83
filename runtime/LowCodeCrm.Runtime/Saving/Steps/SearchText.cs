namespace LowCodeCrm.Runtime.Saving.Steps;

internal static class SearchText
{
    public static string Tokens(string text) => text;
}
