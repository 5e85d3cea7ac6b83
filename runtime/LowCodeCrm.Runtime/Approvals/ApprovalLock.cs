using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Steps;

namespace LowCodeCrm.Runtime.Approvals;

/// <summary>What is being decided stays as it was submitted, whoever would change it: callers and rules.</summary>
internal static class ApprovalLock
{
    public static void Check(SaveUnit unit, RecordSave save, List<Violation> violations)
    {
        foreach (var row in save.Rows)
        {
            if (row.IsCreate || row.IsRemoved || row.Access.Rules.Approvals.IsEmpty) continue;
            foreach (var (approval, field) in Fixed(unit, row))
            {
                if (InputValues.AreEqual(row.Old(field), row.New(field))) continue;
                violations.Add(ApprovalMessages.Locked(unit.Caller.Locale, row, field, ApprovalMessages.Label(unit, approval), approval.Name, row.SetBy.GetValueOrDefault(field.Index) ?? row.Request.ByRule));
                // What the rules below see is what stays.
                row.Record.SetValue(field.Index, row.Old(field));
            }
        }
    }

    /// <summary>Fields that callers find read-only for now.</summary>
    public static IEnumerable<Field> FixedFields(SaveUnit unit, RecordSave row) =>
        row.IsCreate || row.Access.Rules.Approvals.IsEmpty ? [] : Fixed(unit, row).Select(one => one.Field);

    /// <summary>Null, or why the record cannot be deleted now.</summary>
    public static SaveResult? ForbidsDelete(SaveUnit unit, SaveRequest request)
    {
        var approvals = unit.Access.Of(request.Entity).Rules.Approvals;
        if (approvals.IsEmpty) return null;
        var pending = ApprovalStore.Pending(unit, request.Entity.Id, request.Id);
        return approvals.FirstOrDefault(approval => pending.Any(one => one.Name == approval.Name)) is { } held ? ApprovalMessages.HeldByApproval(unit.Caller.Locale, ApprovalMessages.Label(unit, held)) : null;
    }

    private static IEnumerable<(ApprovalDefinition Approval, Field Field)> Fixed(SaveUnit unit, RecordSave row)
    {
        var approvals = row.Access.Rules.Approvals;
        if (approvals.All(approval => approval.Locked.IsEmpty)) return [];
        var pending = ApprovalStore.Pending(unit, row.Entity.Id, row.Record.Id);
        return pending.IsEmpty ? [] : approvals.Where(approval => pending.Any(one => one.Name == approval.Name)).SelectMany(approval => approval.Locked.Select(field => (approval, field)));
    }
}
