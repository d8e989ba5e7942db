using Coalmine.Conformance.Calibration;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Random;
using Xunit;

namespace Coalmine.Conformance.Tests.Calibration;

/// <summary>
/// The rows of the calibration on 2,000 paths. A row whose level is exactly the promised one breaks the limit on one seed in 10,000, so all of them together on fewer
/// than one in 80; the seed is fixed, so what passes once passes for ever.
/// </summary>
public sealed class CalibratedMethodsTests
{
    private const long Paths = 2000;
    private const ulong Seed = 20261128;
    private const double FalseAlarm = 1e-4;

    private static readonly Dictionary<string, Experiment> Rows = CalibratedMethods.All.ToDictionary(one => one.Key, StringComparer.Ordinal);

    public static TheoryData<string> Promises() => new(Rows.Values.Where(one => one.Claim == Claim.Promise).Select(one => one.Key));

    public static TheoryData<string> Computed() =>
        new(Rows.Values.Where(one => one.Guarantee == Guarantees.PlannedSequential && one.Claim == Claim.Promise).Select(one => one.Key));

    [Theory]
    [MemberData(nameof(Promises))]
    public void Method_LookedAtAllTheTime_HoldsItsLevel(string row)
    {
        var measured = Measurement.Of(Rows[row], Paths, Seed);
        Assert.True(
            ClopperPearson.Lower(measured.Errors, Paths, FalseAlarm) <= measured.Experiment.Promised,
            $"{measured.Errors} of {Paths} paths erred, promised {measured.Experiment.Promised}");
    }

    /// <summary>Planned looks spend the whole level: a bound that is too high would go unnoticed above.</summary>
    [Theory]
    [MemberData(nameof(Computed))]
    public void Method_WithALevelThatIsComputed_MeetsIt(string row)
    {
        var measured = Measurement.Of(Rows[row], Paths, Seed);
        Assert.True(
            ClopperPearson.Upper(measured.Errors, Paths, FalseAlarm) >= measured.Experiment.Promised,
            $"{measured.Errors} of {Paths} paths erred, promised {measured.Experiment.Promised}");
    }

    [Fact]
    public void Of_WalkedByManyThreads_CountsWhatOneCounts()
    {
        Experiment row = CalibratedMethods.All.First(one => one.Method == "AnytimeLogrank");
        PathRule rule = row.Prepare();
        long errors = 0;
        for (long path = 0; path < 1001; path++)
        {
            Xoshiro256 random = StreamKey.Root(7).With(row.Key).With(path).Open();
            errors += rule(ref random) ? 1 : 0;
        }

        Assert.InRange(errors, 1, 1000);
        Assert.Equal(errors, Measurement.Of(row, 1001, 7).Errors);
    }
}
