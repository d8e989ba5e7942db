using System.Globalization;
using Coalmine.Conformance.Calibration;
using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Conformance.Tests.Calibration;

/// <summary>The committed table is that of the code, complete, and shows what the documentation says.</summary>
public sealed class CommittedTableTests
{
    private const long FewestPaths = 100_000;

    // Types that are no method of their own, and why.
    private static readonly Dictionary<string, string> Parts = new(StringComparer.Ordinal)
    {
        [nameof(AlphaSpending)] = "its four shapes are rows of GroupSequential",
        [nameof(ErrorStage)] = "data",
        [nameof(TunedArm)] = "data",
        [nameof(TwoByTwoBlock)] = "data",
        [nameof(SequentialDecision)] = "an answer",
        [nameof(RateRatioAlternatives)] = "numbers; used by the rows of StagedErrorShare and RateRatioBet",
        [nameof(GroupSequentialBehaviour)] = "an answer",
        [nameof(TwoProportionInformation)] = "the scale that looks are planned on, no test",
        [nameof(EDetectorThreshold)] = "thresholds; used by the rows of ShiryaevRobertsDetector and LikelihoodRatioCusum",
        [nameof(RunningEmpiricalBernstein)] = "measured as BoundedMeanSequence",
        [nameof(RunningHoeffding)] = "measured as BoundedMeanSequence",
        [nameof(RunningHedgedCapital)] = "measured as BoundedMeanSequence",
    };

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(ShippedFiles.Results, CalibrationCommand.FileName + ".csv"));

    [Fact]
    public void Csv_Committed_HasTheRowsOfTheCodeInTheirOrder()
    {
        string[] rows = [.. CalibratedMethods.All.Select(one => string.Create(
            CultureInfo.InvariantCulture, $"{one.Method},\"{one.Setting}\",{one.Error},{one.Looks},{one.Last},{one.Promised:0.######},"))];
        Assert.Equal(CalibrationTable.CsvHeading, Lines[0]);
        Assert.Equal(rows.Length, Lines.Length - 1);
        Assert.All(rows.Zip(Lines.Skip(1)), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
    }

    [Fact]
    public void Csv_Committed_ShowsWhatIsPromisedOnEnoughPaths() => Assert.All(Lines.Skip(1), line =>
    {
        Assert.True(line.Contains(",holds,promise,", StringComparison.Ordinal) || line.Contains(",does not hold,counter-example,", StringComparison.Ordinal), line);
        Assert.True(long.Parse(line.Split(',')[^4], CultureInfo.InvariantCulture) >= FewestPaths, line);
    });

    [Fact]
    public void Csv_Committed_HasARowForEverySequentialMethod()
    {
        HashSet<string> measured = [.. Lines.Skip(1).Select(line => line.Split(',')[0])];
        string[] missing = [.. typeof(SequentialProbabilityRatio).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == typeof(SequentialProbabilityRatio).Namespace && !type.IsNested)
            .Select(type => type.Name)
            .Where(name => !measured.Contains(name) && !Parts.ContainsKey(name))];
        Assert.True(missing.Length == 0, $"Without a row in the calibration: {string.Join(", ", missing)}.");
        Assert.DoesNotContain(Parts.Keys, measured.Contains);
    }

    [Fact]
    public void Page_Committed_NamesSeedDateAndCommand()
    {
        string page = File.ReadAllText(Path.Combine(ShippedFiles.Results, CalibrationCommand.FileName + ".md"));
        Assert.Matches(@"^# Sequential methods: measured level, seed \d+, \d{4}-\d\d-\d\d\n", page);
        Assert.Contains("-- calibrate --paths ", page, StringComparison.Ordinal);
        Assert.Equal(Lines.Length - 1, page.Split('\n').Count(line => line.StartsWith("| ", StringComparison.Ordinal)) - 1);
    }
}
