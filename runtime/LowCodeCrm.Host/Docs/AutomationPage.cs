namespace LowCodeCrm.Host.Docs;

/// <summary>What rules do by themselves, each with an example.</summary>
internal static class AutomationPage
{
    public static void Write(DocsHtml html)
    {
        html.Paragraph(html.Say(
            "What goes outside is placed in the outbox in the transaction of the save that asks for it. Administrators read it at /api/{app}/$outbox, schedules and their runs at /api/{app}/$schedules, segments at /api/{app}/$segments.",
            "外部への作用は、それを求めた保存と同じトランザクションで送信箱に入ります。管理者は /api/{app}/$outbox で送信箱、/api/{app}/$schedules で定期処理とその実行、/api/{app}/$segments で区分を参照できます。"));
        foreach (var example in AutomationExamples.All) html.Entry(example.Id, example.Id.Replace('_', ' '), entry => entry.Paragraph(html.Say(example.Text)).Code(example.Rules));
    }
}
