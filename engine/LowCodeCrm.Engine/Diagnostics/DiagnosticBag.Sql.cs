namespace LowCodeCrm.Engine.Diagnostics;

public sealed partial class DiagnosticBag
{
    /// <summary>A filter, segment, policy or stored query uses what the database cannot compute exactly.</summary>
    public void NotExactInSql(SourceLocation at, LocalizedText construct) => Error("LCR7101", at,
        $"The database cannot compute {construct.For("en")} exactly. Put it into a computed field and use that field here.",
        $"{construct.For("ja")}はデータベースでは正確に計算できません。算出項目に移し、ここではその項目を使ってください。");
}
