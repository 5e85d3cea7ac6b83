using LowCodeCrm.Testing;
using Xunit;

namespace LowCodeCrm.Engine.Tests.Rules.Language;

/// <summary>The browser knows the language from the same tables as the server.</summary>
public sealed class ClientLanguageTests
{
    [Fact]
    public void The_browsers_table_is_the_engines() => Snapshot.VerifyFile(ClientLanguage.Write(), "runtime/web/rules/src/generated/language.ts");
}
