using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;
using Coalmine.Testing;

namespace Coalmine.Simulation.Tests.Engines;

public sealed class TrafficPathTests
{
    private static readonly RateShape Wave = new RateShape.Diurnal(0.4, TimeSpan.FromHours(14), TimeSpan.FromHours(22));
    private static readonly RateShape Bursty = new RateShape.Bursty(5, TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(30));
    private static readonly RateShape Record = new RateShape.Trace([At(0, 10), At(60, 0), At(120, 40)], TimeSpan.FromSeconds(180));

    public static TheoryData<RateShape> Shapes => [new RateShape.Steady(), Wave, Bursty, Record];

    [Theory]
    [InlineData(0, 24, 24 * 3600.0)] // a whole day has the mean
    [InlineData(10, 22, 43_200 + 0.6 * 27_501.974166)] // six hours around the peak, 16 h after the start: 86,400 / pi more, times 0.6
    [InlineData(22, 34, 43_200 - 0.6 * 27_501.974166)] // and around the trough
    [InlineData(0, 48, 48 * 3600.0)]
    public void Expected_DaysWave_IsTheIntegralOfTheCosine(double from, double to, double seconds) =>
        Assert.Equal(100 * seconds, Path(Wave).Expected(Moment.FromSeconds(3600 * from), Moment.FromSeconds(3600 * to)), 3e-3);

    [Theory]
    [InlineData(0, 15)]
    [InlineData(3600, 3660)]
    [InlineData(12_345, 60_000)]
    [InlineData(80_000, 250_000)]
    public void Expected_DaysWave_AgreesWithSimpsonsRule(double from, double to)
    {
        const int Strips = 2000;
        double sum = 0;
        for (int i = 0; i <= Strips; i++)
        {
            double hour = 22 + (from + (to - from) * i / Strips) / 3600;
            double rate = 100 * (1 + 0.6 * Math.Cos(2 * Math.PI * (hour - 14) / 24));
            sum += rate * (i is 0 or Strips ? 1 : i % 2 == 1 ? 4 : 2);
        }

        double expected = sum * (to - from) / Strips / 3;
        Assert.Equal(1, Path(Wave).Expected(Moment.FromSeconds(from), Moment.FromSeconds(to)) / expected, 1e-11);
    }

    [Fact]
    public void Turns_AroundTheCircle_AgreeWithTheFrameworks()
    {
        for (int i = 0; i <= 4000; i++)
        {
            double turns = i / 1000.0;
            double angle = 2 * Math.PI * turns;
            Assert.Equal(i == 0 ? 1 : Math.Sin(angle) / angle, Turns.SineQuotient(turns), 2e-15);
            if (turns <= 1)
                Assert.Equal(Math.Cos(angle), Turns.Cosine(turns), 1e-15);
        }
    }

    [Theory]
    [InlineData(0, 60, 600)]
    [InlineData(30, 150, 10 * 30 + 40 * 30)]
    [InlineData(70, 110, 0)] // silence is exactly 0
    [InlineData(150, 240, 40 * 30 + 10 * 60)] // begins again after 180 s
    [InlineData(150, 150 + 3 * 180, 9000)]
    [InlineData(185, 190, 50)]
    [InlineData(240, 300, 0)]
    public void Expected_Record_IsItsSumAndRepeats(double from, double to, double requests)
    {
        TrafficPath path = TrafficPath.Of(new Traffic(50.0 / 3, new Users(1, false)) { Shape = Record });
        Assert.Equal(requests, path.Expected(Moment.FromSeconds(from), Moment.FromSeconds(to)), requests == 0 ? 0 : 1e-9);
    }

    [Fact]
    public void Expected_RecordWithAnotherMean_IsScaledToIt()
    {
        Assert.Equal(50.0 / 3, Assert.IsType<RateShape.Trace>(Record).Mean, 12);
        Assert.Equal(100 * 180, Path(Record).Expected(Moment.Start, Moment.FromSeconds(180)), 8);
        Assert.Equal(60 * 60, Path(Record).Expected(Moment.Start, Moment.FromSeconds(60)), 8);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void PieceFrom_OneAfterTheOther_CoversTheTimeAndItsRequests(RateShape shape)
    {
        TrafficPath path = Path(shape);
        Moment end = Moment.FromSeconds(5000);
        double sum = 0;
        for (Moment from = Moment.FromSeconds(7); from < end;)
        {
            RatePiece piece = path.PieceFrom(from, end);
            Assert.True(piece.To > from && piece.To <= end);
            Assert.Equal(piece.Expected, path.Expected(from, piece.To), 1e-9);
            // A half of a piece has half of its requests, but for the bend of the day's wave.
            Moment middle = new(from.Nanoseconds + (piece.To.Nanoseconds - from.Nanoseconds) / 2);
            Assert.Equal(0.5 * piece.Expected, path.Expected(from, middle), 0.002 * piece.Expected + 1e-6);
            sum += piece.Expected;
            from = piece.To;
        }

        Assert.Equal(1, sum / path.Expected(Moment.FromSeconds(7), end), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Expected_AskedInAnyOrder_IsTheSame(RateShape shape)
    {
        TrafficPath forwards = Path(shape);
        TrafficPath backwards = Path(shape);
        double[] first = [.. Enumerable.Range(0, 100).Select(cell => Cell(forwards, cell))];
        double[] second = [.. Enumerable.Range(0, 100).Reverse().Select(cell => Cell(backwards, cell)).Reverse()];
        Assert.Equal(first, second);

        forwards.Start(StreamKey.Root(2));
        Cell(forwards, 70);
        forwards.Start(StreamKey.Root(1));
        Assert.Equal(first, Enumerable.Range(0, 100).Select(cell => Cell(forwards, cell)));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Start_AfterWarmUp_AllocatesNothing(RateShape shape)
    {
        TrafficPath path = Path(shape);
        for (int round = 0; round < 20; round++)
            Replicate(path, round);
        Assert.Equal(0, AllocationMeter.Least(() =>
        {
            for (int round = 0; round < 20; round++)
                Replicate(path, round);
        }));

        static void Replicate(TrafficPath path, int replication)
        {
            path.Start(StreamKey.Root(1).With(replication));
            for (int cell = 0; cell < 200; cell++)
                Cell(path, cell);
        }
    }

    public static TheoryData<RateShape> Impossible =>
    [
        new RateShape.Diurnal(-0.1, TimeSpan.Zero, TimeSpan.Zero), new RateShape.Diurnal(1.1, TimeSpan.Zero, TimeSpan.Zero),
        new RateShape.Bursty(1, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)), new RateShape.Bursty(2, TimeSpan.Zero, TimeSpan.FromMinutes(1)),
        new RateShape.Trace([], TimeSpan.FromMinutes(1)), new RateShape.Trace([At(0, 0)], TimeSpan.FromMinutes(1)),
        new RateShape.Trace([At(1, 5)], TimeSpan.FromMinutes(1)), new RateShape.Trace([At(0, 5), At(60, 5)], TimeSpan.FromMinutes(1)),
        new RateShape.Trace([At(0, 5), At(30, -1)], TimeSpan.FromMinutes(1)), new RateShape.Trace([At(0, 5), At(30, 1), At(30, 2)], TimeSpan.FromMinutes(1)),
    ];

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Compile_ImpossibleShape_IsRefused(RateShape shape) =>
        Assert.Throws<ArgumentException>(() => CompiledWorld.Compile(Given.World with { Traffic = Given.World.Traffic with { Shape = shape } }));

    private static RatePoint At(double seconds, double rate) => new(TimeSpan.FromSeconds(seconds), rate);

    private static double Cell(TrafficPath path, int cell) => path.Expected(Moment.FromSeconds(45 * cell), Moment.FromSeconds(45 * (cell + 1)));

    private static TrafficPath Path(RateShape shape)
    {
        TrafficPath path = TrafficPath.Of(new Traffic(100, new Users(1, false)) { Shape = shape });
        path.Start(StreamKey.Root(1));
        return path;
    }
}
