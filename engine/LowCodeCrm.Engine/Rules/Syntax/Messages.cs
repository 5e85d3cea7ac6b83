namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary><c>on message from line, sms as m when … { … }</c></summary>
public sealed record MessageDeclarationSyntax(
    SyntaxToken OnKeyword, SyntaxToken MessageKeyword, SyntaxToken FromKeyword, SeparatedList<SyntaxToken> Channels, SyntaxToken AsKeyword, SyntaxToken Name, SyntaxToken? WhenKeyword, ExpressionSyntax? When, BlockSyntax Body) : DeclarationSyntax
{ public override IEnumerable<SyntaxElement?> Children => [OnKeyword, MessageKeyword, FromKeyword, Channels, AsKeyword, Name, WhenKeyword, When, Body]; }

/// <summary><c>reply template "received" to m</c></summary>
public sealed record ReplyCommandSyntax(SyntaxToken ReplyKeyword, SyntaxToken TemplateKeyword, SyntaxToken Template, SyntaxToken ToKeyword, SyntaxToken Message) : CommandSyntax
{ public override IEnumerable<SyntaxElement?> Children => [ReplyKeyword, TemplateKeyword, Template, ToKeyword, Message]; }

/// <summary><c>when message { channel: email, sender: "a@example.com", text: "…" }</c></summary>
public sealed record TestMessageSyntax(SyntaxToken WhenKeyword, SyntaxToken MessageKeyword, SyntaxToken Open, SeparatedList<AssignmentSyntax> Parts, SyntaxToken Close) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [WhenKeyword, MessageKeyword, Open, Parts, Close]; }
