using System.Reflection;
using Coalmine.Architecture.Tests.Tree;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Coalmine.Architecture.Tests.Purity;

/// <summary>
/// The pure rooms, looked at as built. The banned-symbols analyzer stops most of this at the desk; these tests also see what it cannot: hidden state, whole
/// families of types, and a room that forgot to switch the analyzer on.
/// </summary>
public sealed class PurityTests
{
    public static TheoryData<string> Rooms => PureRooms.Rows;

    [Fact]
    public void PureRooms_SayThatTheyArePure_AndNoOtherDoes() =>
        Assert.Equal(PureRooms.Names, Repository.Projects.Where(project => project.IsPure).Select(project => project.Room).Order(StringComparer.Ordinal));

    [Fact]
    public void BannedSymbols_OfPureRooms_AreGivenToTheAnalyzer()
    {
        string props = Repository.Text("src/Directory.Build.props");
        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", props, StringComparison.Ordinal);
        Assert.Contains("BannedSymbols.Pure.txt", props, StringComparison.Ordinal);
        Assert.Contains("BannedSymbols.txt", props, StringComparison.Ordinal);

        // An interface of ML.NET has System.Random in a signature, which whoever implements it must name.
        const string NamesIt = "src/Coalmine.Learning/Arms/RowView.cs";
        Assert.DoesNotContain(Repository.SourceFiles.Where(path => path.StartsWith("src/", StringComparison.Ordinal) && path != NamesIt),
            path => Repository.Text(path).Contains("RS0030", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Methods_OfAPureRoom_ReturnNoTasks(string room)
    {
        Assembly assembly = PureRooms.Load(room);
        Assert.Contains(assembly.GetTypes(), type => type.IsPublic);
        Rule.Holds(Asynchrony.Find(assembly));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void StaticFields_OfAPureRoom_CannotChange(string room)
    {
        ElementWrites writes = ElementWrites.In(PureRooms.Sources(room).Select(path => CSharpSyntaxTree.ParseText(Repository.Text(path))));
        Rule.Holds(StaticState.Find(PureRooms.Load(room), writes));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Assembly_OfAPureRoom_TouchesNothingOutsideItself(string room)
    {
        using Stream image = File.OpenRead(PureRooms.Load(room).Location);
        Rule.Holds(ForbiddenReferences.Find(room, image));
    }
}
