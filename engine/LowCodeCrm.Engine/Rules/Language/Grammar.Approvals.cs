using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Language;

public static partial class Grammar
{
    private const string ExampleApproval =
        "approval discount on quote { submit when rate > 10 lock amount, rate step manager when rate <= 20 : created_by.manager due 2 business days escalate role(director) step director : 2 of role(director) on approved { set state = approved } on withdrawn { } }";

    private static IEnumerable<Production> Approvals() =>
    [
        Of("approval", Seq(Keywords.Approval, name, Keywords.On, name, "{", Many(Or(To("submit"), To("lock"), To("step"), To("outcome"))), "}"), ExampleApproval, typeof(ApprovalDeclarationSyntax)),
        Of("submit", Seq(Keywords.Submit, Keywords.When, To("expression")), ExampleApproval, typeof(SubmitClauseSyntax)),
        Of("lock", Seq(Keywords.Lock, To("names")), ExampleApproval, typeof(LockClauseSyntax)),
        Of("step", Seq(Keywords.Step, name, May(Keywords.When, To("expression")), ":", To("people"), May(To("due")), May(To("escalate"))), ExampleApproval, typeof(ApprovalStepSyntax)),
        Of("due", Seq(Keywords.Due, integer, May(Keywords.Business), name), ExampleApproval, typeof(DueClauseSyntax)),
        Of("escalate", Seq(Keywords.Escalate, To("people")), ExampleApproval, typeof(EscalateClauseSyntax)),
        Of("outcome", Seq(Keywords.On, Or(Keywords.Approved, Keywords.Rejected, Keywords.Returned, Keywords.Withdrawn), To("block")), ExampleApproval, typeof(ApprovalOutcomeSyntax)),
        Of("approval_action", Seq(Or(Keywords.Submit, Keywords.Approve, Keywords.Reject, Keywords.Return, Keywords.Withdraw), name, May(Keywords.For, name), May(Keywords.By, name)),
            "test t for quote { when submit q for discount when approve q by kenji }", typeof(TestApprovalSyntax)),
    ];
}
