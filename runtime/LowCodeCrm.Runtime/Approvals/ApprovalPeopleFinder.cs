using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Saving;

namespace LowCodeCrm.Runtime.Approvals;

/// <param name="Role">Whoever has it; null: this user.</param>
internal sealed record FoundPerson(Guid? User, string? Role, string Name);

/// <param name="Needed">How many of them must agree.</param>
internal sealed record FoundPeople(ImmutableArray<FoundPerson> Persons, int Needed);

/// <summary>Who the people of a step are for one record, now.</summary>
internal static class ApprovalPeopleFinder
{
    /// <returns>Null where nobody could decide.</returns>
    public static FoundPeople? Find(SaveUnit unit, ApprovalPeople people, EntityRecord record)
    {
        var found = new List<FoundPerson>();
        var most = new HashSet<Guid>();
        foreach (var person in people.Persons)
        {
            if (person.Role is { } role)
            {
                var members = unit.Roles?.Of(role) ?? [];
                most.UnionWith(members.Select(member => member.Id));
                // All of a role are those who have it now; any of a role is whoever has it by the time.
                if (people.Quorum is null) found.AddRange(members.Select(member => new FoundPerson(member.Id, null, member.Name)));
                else if (!members.IsEmpty) found.Add(new(null, role, role));
                continue;
            }
            if (unit.App.Seldom.Evaluate(person.User!, new EvaluationFrame(unit.Context, record, record)) is not { } value) continue;
            var id = value is EntityRecord user ? user.Id : (Guid)value;
            if (NameOf(unit, id) is not { } name) continue;
            most.Add(id);
            found.Add(new(id, null, name));
        }
        ImmutableArray<FoundPerson> persons = [.. found.DistinctBy(one => (one.User, one.Role))];
        var needed = people.Quorum ?? persons.Length;
        return persons.IsEmpty || needed > most.Count ? null : new(persons, needed);
    }

    /// <summary>The name of a user whom somebody can wait for; null: there is no such user any more.</summary>
    public static string? NameOf(SaveUnit unit, Guid id)
    {
        var users = unit.App.Model.Entity(SystemEntities.User);
        return unit.Records.Load(users.Index, id) is { } user && user.GetValue(users.Field("active").Index) is not false ? user.GetValue(users.Field("name").Index) as string ?? "" : null;
    }
}
