namespace LowCodeCrm.Web.Testing;

/// <summary>Types as an input method does: keys belong to it while it composes, and the text arrives when it is done.</summary>
public sealed class Ime(ICDPSession session)
{
    private const int ProcessKey = 229;

    public static async Task<Ime> OfAsync(IPage page) => new(await page.Context.NewCDPSessionAsync(page));

    /// <summary>Shows a text that is not chosen yet.</summary>
    public Task ComposeAsync(string text) => session.SendAsync("Input.imeSetComposition", new Dictionary<string, object> { ["text"] = text, ["selectionStart"] = text.Length, ["selectionEnd"] = text.Length });

    /// <summary>A key within the composition: Enter to choose, Escape to drop, arrows to walk through the candidates.</summary>
    public Task PressAsync(string key) => session.SendAsync("Input.dispatchKeyEvent", new Dictionary<string, object> { ["type"] = "rawKeyDown", ["windowsVirtualKeyCode"] = ProcessKey, ["key"] = key, ["code"] = key });

    /// <summary>Ends the composition with a text.</summary>
    public Task CommitAsync(string text) => session.SendAsync("Input.insertText", new Dictionary<string, object> { ["text"] = text });
}
