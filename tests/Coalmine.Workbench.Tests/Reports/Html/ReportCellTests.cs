using Coalmine.Statistics.Estimates;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Reports.Html;
using Xunit;

namespace Coalmine.Workbench.Tests.Reports.Html;

public sealed class ReportCellTests
{
    [Fact]
    public void Of_ACensoredValue_SortsLast_AndKeepsItsHorizonForFiles()
    {
        ReportCell cell = ReportCell.Of(Detection(CensoredValue.Beyond(28_800), CensoredValue.Known(600), CensoredValue.Beyond(28_800)));
        Assert.Equal((double.PositiveInfinity, 600, double.PositiveInfinity), (cell.Value, cell.Low, cell.High));
        Assert.Equal(("estimate upper", 28_800), (cell.Censored, cell.Horizon));
    }

    [Fact]
    public void Of_AKnownValue_HasNoHorizon()
    {
        ReportCell cell = ReportCell.Of(Detection(CensoredValue.Known(900), CensoredValue.Known(600), CensoredValue.Known(1200)));
        Assert.Equal(("", double.NaN), (cell.Censored, cell.Horizon));
    }

    private static OperatingCharacteristic Detection(CensoredValue estimate, CensoredValue lower, CensoredValue upper) => new()
    {
        Definition = new CharacteristicDefinition("detection.median", "detection time, median", CharacteristicUnit.Seconds, "From the onset."),
        Estimate = estimate,
        Lower = lower,
        Upper = upper,
        Method = IntervalMethod.OrderStatistics,
        Count = 100,
    };
}
