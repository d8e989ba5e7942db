using System.Xml.Linq;
using Coalmine.Statistics.Random;
using Xunit;

namespace Coalmine.Statistics.Tests.Edges;

/// <summary>
/// Every public member of the room, found by reflection, over degenerate arguments: it answers without NaN, or refuses with an ArgumentException; it never
/// hangs (the time-out is a guard, some hundred times what a type takes), and no interval comes out reversed. <see cref="Expectations"/> lists what is
/// documented otherwise.
/// </summary>
public sealed class EdgeSweepTests
{
    private static readonly Lazy<IReadOnlyList<EdgeSweep>> Sweeps = new(() => [.. Swept().Select(type => new EdgeSweep(type))]);

    public static TheoryData<string> Types() => [.. Swept().Select(type => type.FullName!)];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Types))]
    public async Task PublicMembers_DegenerateArguments_AnswerOrRefuse(string type)
    {
        EdgeSweep sweep = Sweeps.Value.Single(each => each.Type.FullName == type);
        await Task.Run(sweep.Run, TestContext.Current.CancellationToken);
        Assert.Empty(sweep.Findings.Select(finding => finding.Key + ": " + finding.Value));
        Assert.Empty(sweep.Unfed.Except(Expectations.Unfed.Keys));
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public void Member_ThatMayBeNaN_SaysSo(string member)
    {
        string[] parts = member.Split('.');
        Type type = Swept().First(each => each.Name == parts[0] && each.GetMember(parts[1]).Length > 0);
        string id = type.FullName + "." + parts[1];
        string file = Path.ChangeExtension(type.Assembly.Location, ".xml");
        IEnumerable<XElement> about = XDocument.Load(file).Descendants("member").Where(element => IsAbout((string)element.Attribute("name")!, id, type.FullName!));
        Assert.Contains(about, element => element.Value.Contains("NaN", StringComparison.Ordinal));
    }

    public static TheoryData<string> Documented() => [.. Expectations.Propagating.Keys.Union(Expectations.Answering.Keys)];

    // The member itself, any overload of it, or the type (whose remarks hold the parameters of a record).
    private static bool IsAbout(string name, string id, string type) => name[2..] == id || name[2..] == type || name[2..].StartsWith(id + "(", StringComparison.Ordinal);

    private static IEnumerable<Type> Swept() => typeof(StreamKey).Assembly.GetExportedTypes()
        .Where(type => !type.IsEnum && !Expectations.Elsewhere.Keys.Any(space => type.FullName!.StartsWith(space, StringComparison.Ordinal)))
        .OrderBy(type => type.FullName, StringComparer.Ordinal);
}
