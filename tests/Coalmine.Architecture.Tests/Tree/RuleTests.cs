using Xunit;

namespace Coalmine.Architecture.Tests.Tree;

/// <summary>The judge of all other tests here.</summary>
public sealed class RuleTests
{
    private static readonly Finding Breach = new("src/Room/File.cs", "is wrong");

    [Fact]
    public void Rule_Breach_Fails() => Assert.Contains("is wrong", Complaint([Breach], []), StringComparison.Ordinal);

    [Fact]
    public void Rule_BreachWithException_Holds() => Rule.Holds([Breach], [new(Breach.Place, "because of this")]);

    [Fact]
    public void Rule_ExceptionWithoutBreach_Fails() =>
        Assert.Contains("no longer needed", Complaint([], [new(Breach.Place, "because of this")]), StringComparison.Ordinal);

    [Fact]
    public void Rule_ExceptionWithoutReason_Fails() => Assert.Contains("no reason", Complaint([Breach], [new(Breach.Place, "")]), StringComparison.Ordinal);

    private static string Complaint(Finding[] findings, KnownException[] exceptions) =>
        Assert.ThrowsAny<Exception>(() => Rule.Holds(findings, exceptions)).Message;
}
