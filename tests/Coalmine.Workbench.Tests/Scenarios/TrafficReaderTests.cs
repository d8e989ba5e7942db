using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Scenarios;

public sealed class TrafficReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coalmine-rates-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string, RateShape> Shapes => new()
    {
        { "steady", new RateShape.Steady() },
        { "{ diurnal: { low: 2%, peakAt: 14h, startsAt: 22h } }", new RateShape.Diurnal(0.02, TimeSpan.FromHours(14), TimeSpan.FromHours(22)) },
        { "{ diurnal: { low: 0.4, peakAt: 13h30m } }", new RateShape.Diurnal(0.4, TimeSpan.FromHours(13.5), TimeSpan.Zero) },
        { "{ bursty: { factor: 5, calmFor: 10m, busyFor: 2m } }", new RateShape.Bursty(5, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(2)) },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Read_Shape_IsKept(string written, RateShape shape) =>
        Assert.Equal(shape, Read(ScenarioText.ReadWith($"traffic: {{ rate: 200/s, shape: {written}, users: {{ count: 5 }} }}")).World.Traffic.Shape);

    [Fact]
    public void Read_UsersArrivalsAndPropagation_AreKept()
    {
        World world = Read(ScenarioText.ReadWith(
            "traffic: { rate: 200/s, users: { count: 5, sticky: true, errorFrailty: 0.5 }, arrivals: regular }\npropagation: 10s")).World;
        Assert.Equal(new Traffic(200, new Users(5, true, 0.5)) { Arrivals = ArrivalKind.Regular }, world.Traffic);
        Assert.Equal(TimeSpan.FromSeconds(10), world.Propagation);
    }

    [Fact]
    public void Read_Trace_HoldsEachRateAndHasItsMean()
    {
        Traffic traffic = Read(WithTrace("", "seconds,requestsPerSecond\n0,10\n60,0\n120,4e1\n")).World.Traffic;
        RateShape.Trace trace = Assert.IsType<RateShape.Trace>(traffic.Shape);
        Assert.Equal([At(0, 10), At(60, 0), At(120, 40)], trace.Points);
        Assert.Equal(TimeSpan.FromSeconds(180), trace.Length);
        Assert.Equal(50.0 / 3, traffic.RequestsPerSecond, 12);
    }

    [Fact]
    public void Read_TraceWithARate_HasThatMean() =>
        Assert.Equal(100, Read(WithTrace("rate: 100/s, ", "seconds,requestsPerSecond\n0,10\n60,20\n")).World.Traffic.RequestsPerSecond);

    [Fact]
    public void Read_TraceOfAnotherClock_BeginsWithItsFirstRow()
    {
        string text = "\uFEFFseconds,requestsPerSecond\r\n1719835200.5,1\r\n\r\n\"1719835230.5\",2\r\n1719835290.75,0.5";
        RateShape.Trace trace = Assert.IsType<RateShape.Trace>(Read(WithTrace("", text)).World.Traffic.Shape);
        Assert.Equal([At(0, 1), At(30, 2), At(90.25, 0.5)], trace.Points);
        Assert.Equal(TimeSpan.FromSeconds(150.5), trace.Length);
    }

    [Theory]
    [InlineData("", "1:1 error CM2122 · The first line must be `seconds,requestsPerSecond`; the file is empty.")]
    [InlineData("time;rate\n0;1\n", "1:1 error CM2122 · The first line must be `seconds,requestsPerSecond`; 'time;rate' was read.")]
    [InlineData("0,10\n60,20\n", "1:1 error CM2122 · ")]
    [InlineData("seconds,requestsPerSecond\n", "1:1 error CM2127 · At least two rows are needed, and a rate above 0 in one of them; 0 were read.")]
    [InlineData("seconds,requestsPerSecond\n0,1\n", "1:1 error CM2127 · ")]
    [InlineData("seconds,requestsPerSecond\n0,0\n60,0\n", "1:1 error CM2127 · ")]
    [InlineData("seconds,requestsPerSecond\n0,10\n60\n", "3:1 error CM2123 · 1 value was read in this row; two are expected")]
    [InlineData("seconds,requestsPerSecond\n0,10,5\n", "2:1 error CM2123 · 3 values were read in this row; two are expected")]
    [InlineData("seconds,requestsPerSecond\n0,10\n1m,20\n", "3:1 error CM2124 · '1m' is no time. Write seconds as a plain number")]
    [InlineData("seconds,requestsPerSecond\n-1,10\n", "2:1 error CM2124 · '-1' is no time.")]
    [InlineData("seconds,requestsPerSecond\n999999999999,10\n", "2:1 error CM2124 · ")]
    [InlineData("seconds,requestsPerSecond\n0,10\n\n60,-3\n", "4:4 error CM2125 · '-3' is no rate. Write requests per second as a number from 0 to 1000000")]
    [InlineData("seconds,requestsPerSecond\n0,NaN\n", "2:3 error CM2125 · 'NaN' is no rate.")]
    [InlineData("seconds,requestsPerSecond\n0,1e999\n", "2:3 error CM2125 · ")]
    [InlineData("seconds,requestsPerSecond\n0,1e7\n", "2:3 error CM2125 · ")]
    [InlineData("seconds,requestsPerSecond\n\"0\",\n", "2:5 error CM2125 · '' is no rate.")]
    [InlineData("seconds,requestsPerSecond\n0,10\n60,20\n60,30\n", "4:1 error CM2126 · Second '60' does not lie after the one before it.")]
    [InlineData("seconds,requestsPerSecond\n0,10\n31536001,20\n", "3:1 error CM2128 · The record is longer than 100,000 rows or 365 days up to here.")]
    [InlineData("seconds,requestsPerSecond\n0,\"10\n60,20\n", "2:1 error CM2129 · A quote in this row is opened and not closed")]
    public void Read_TraceWithOneMistake_IsSaidInItsFile(string text, string expected) => Assert.StartsWith(
        $"{Path.Combine(_folder, "rates.csv")}:{expected}", Refusal.Of(WithTrace("", text)), StringComparison.Ordinal);

    [Fact]
    public void Read_TraceThatIsLong_IsRefusedByItsLimits()
    {
        StringBuilder rows = new("seconds,requestsPerSecond\n");
        for (int second = 0; second <= 100_000; second++)
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"{second},1\n");
        Assert.Contains(":100002:1 error CM2128 · ", Refusal.Of(WithTrace("", rows.ToString())), StringComparison.Ordinal);
        rows.Append('0', 1 << 20);
        Assert.Contains(":1:1 error CM1004 · ", Refusal.Of(WithTrace("", rows.ToString())), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(TrafficMistakes.Lines), MemberType = typeof(TrafficMistakes))]
    public void Read_TrafficWithOneMistake_SaysWhereAndWhy(string line, string expected) =>
        Assert.StartsWith($"s.yaml:{expected}", Refusal.Of(ScenarioText.ReadWith(line)), StringComparison.Ordinal);

    private static RatePoint At(double seconds, double rate) => new(TimeSpan.FromSeconds(seconds), rate);

    private static Scenario Read(ReadResult<Scenario> result) => Assert.IsType<ReadResult<Scenario>.Read>(result).Value;

    private ReadResult<Scenario> WithTrace(string rate, string text)
    {
        File.WriteAllText(Path.Combine(_folder, "rates.csv"), text);
        string scenario = Path.Combine(_folder, "s.yaml");
        File.WriteAllText(scenario, $$"""
            kind: Scenario
            duration: 8h
            traffic: { {{rate}}shape: { trace: rates.csv }, users: { count: 5 } }
            pods: { baseline: 1, canary: 1 }
            baseline: { latency: { lognormal: { median: 45ms, p99: 160ms } } }
            """);
        return FileReader.Read(scenario).Then(ScenarioReader.Read);
    }
}
