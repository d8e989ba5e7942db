using Xunit;

namespace Coalmine.Live.Tests.Driving;

/// <summary>What measurements remark is told once, whichever way it ends.</summary>
public sealed class MetricsRemarksTests
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    [Fact]
    public void WhatStays_IsToldOnce_AndItsEndOnce()
    {
        using LiveBench bench = new();
        bench.Pipeline.Remarks.Add("no series yet");
        _ = bench.Rollout().RunAsync(CancellationToken.None);
        bench.Time.Pass(3 * Look);
        Assert.True(bench.Pipeline.Asked >= 2);
        Assert.Equal(["CM3116 no series yet"], Remarks(bench));
        bench.Pipeline.Remarks.Clear();
        bench.Time.Pass(10 * Look);
        Assert.Equal(["CM3116 no series yet", "CM3340 No longer so: no series yet"], Remarks(bench));
    }

    [Fact]
    public void WhatChanges_IsToldAgain()
    {
        using LiveBench bench = new();
        bench.Pipeline.Remarks.Add("two pods lack it");
        _ = bench.Rollout().RunAsync(CancellationToken.None);
        bench.Time.Pass(3 * Look);
        bench.Pipeline.Remarks[0] = "three pods lack it";
        bench.Time.Pass(10 * Look);
        Assert.Equal(["CM3116 two pods lack it", "CM3116 three pods lack it", "CM3340 No longer so: two pods lack it"], Remarks(bench));
    }

    [Fact]
    public void WhatComesAndGoesWithEachLook_IsOneRemark()
    {
        using LiveBench bench = new();
        _ = bench.Rollout().RunAsync(CancellationToken.None);
        for (int look = 0; look < 10; look++)
        {
            bench.Pipeline.Remarks.Clear();
            if (look % 2 == 0)
                bench.Pipeline.Remarks.Add("not a number");
            bench.Time.Pass(Look);
        }

        Assert.Equal(["CM3116 not a number"], Remarks(bench));
    }

    /// <summary>A server that is away does not say that a series has come.</summary>
    [Fact]
    public void AServerThatIsAway_EndsNoRemark()
    {
        using LiveBench bench = new();
        bench.Pipeline.Remarks.Add("no series yet");
        _ = bench.Rollout().RunAsync(CancellationToken.None);
        bench.Time.Pass(2 * Look);
        bench.Pipeline.IsThere = false;
        bench.Time.Pass(4 * Look);
        Assert.Equal(["CM3116 no series yet", "CM3116 no answer from the server"], Remarks(bench));
    }

    private static IEnumerable<string> Remarks(LiveBench bench) =>
        bench.Told.Where(said => said.StartsWith("CM3116", StringComparison.Ordinal) || said.StartsWith("CM3340", StringComparison.Ordinal));
}
