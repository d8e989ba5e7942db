using Coalmine.Conformance.EndToEnd;
using Coalmine.Conformance.Kills;
using Xunit;

namespace Coalmine.Conformance.Tests.EndToEnd;

/// <summary>
/// Drivers that are killed with SIGKILL, at points drawn from a fixed seed. What is claimed is what must never be; that a sound canary gets its promotion in
/// spite of it is claimed where the kills leave it the time. Fifty kills: <c>kills --count 50</c>, with the result in tests/Coalmine.Conformance/Kills/results.md.
/// </summary>
public sealed class KilledDriverTests
{
    [Fact]
    public async Task ThreeKillsOfASoundCanarysDriver()
    {
        DrivenRun.SkipWithoutPrometheus();
        KillResult result = await KillRun.RunAsync(
            21, CanaryKind.Sound,
            [
                new KillPoint(KillAim.Shift, 1, IsCarriedOut: true, TakesOver: false),
                new KillPoint(KillAim.Write, 14, IsCarriedOut: false, TakesOver: true),
                new KillPoint(KillAim.Time, 35, IsCarriedOut: false, TakesOver: false),
            ],
            TestContext.Current.CancellationToken);
        Assert.True(result.Violations.IsEmpty, string.Join('\n', result.Violations) + "\n" + result.Said);
        Assert.Equal(0, result.ExitCode);
    }
}
