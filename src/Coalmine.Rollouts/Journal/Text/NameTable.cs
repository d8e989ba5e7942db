using System.Collections.Immutable;

namespace Coalmine.Rollouts.Journal.Text;

/// <summary>
/// The names of an enumeration's members in a journal. They are written out, so that renaming a member in the code does not change the files.
/// </summary>
/// <param name="names">The names, one a member, in the members' order.</param>
internal sealed class NameTable<T>(params ImmutableArray<string> names)
    where T : struct, Enum
{
    private readonly ImmutableArray<T> _members = [.. Enum.GetValues<T>()];

    /// <summary>All names.</summary>
    public ImmutableArray<string> Names => names;

    /// <summary>The name of a member.</summary>
    public string Of(T member) => names[_members.IndexOf(member)];

    /// <summary>The member of a name; null where there is none.</summary>
    public T? Find(string name) => names.IndexOf(name) is >= 0 and int place ? _members[place] : null;
}
