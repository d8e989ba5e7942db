namespace Coalmine.Manifests.Readers;

/// <summary>The readers of single values: one a unit. Everything that files hold is read by these and by readers put together from them.</summary>
public static class Units
{
    /// <summary>A length of time above zero.</summary>
    public static DurationReader Duration { get; } = new(allowsZero: false);

    /// <summary>A length of time, zero included.</summary>
    public static DurationReader DurationOrZero { get; } = new(allowsZero: true) { DefinitionName = "duration or zero" };

    /// <summary>A latency above zero, in seconds.</summary>
    public static QuantityReader Latency { get; } = new(
        "latency", "a latency above 0s and at most 1h in us, ms or s, such as 45ms or 1.5s",
            new Limits(0, 3600, WithLeast: false), ("s", 1), ("ms", 0.001m), ("us", 0.000001m));

    /// <summary>A latency, zero included, in seconds.</summary>
    public static QuantityReader LatencyOrZero { get; } = new(
        "latency", "a latency from 0ms to 1h in us, ms or s, such as 45ms or 1.5s", new Limits(0, 3600), ("s", 1), ("ms", 0.001m), ("us", 0.000001m))
    {
        DefinitionName = "latency or zero",
    };

    /// <summary>A share from 0 to 1.</summary>
    public static QuantityReader Share { get; } = new("share",
        "a share from 0% to 100%, such as 0.5%, or a bare number from 0 to 1", new Limits(0, 1), ("%", 0.01m), ("", 1));

    /// <summary>A probability strictly between 0 and 1.</summary>
    public static QuantityReader Probability { get; } = new(
        "probability", "a probability above 0% and below 100%, such as 5%, or a bare number between 0 and 1",
        new Limits(0, 1, WithLeast: false, WithMost: false), ("%", 0.01m), ("", 1));

    /// <summary>A difference of shares in percentage points.</summary>
    public static QuantityReader Points { get; } = new(
        "difference of shares", "percentage points above 0pp and at most 100pp, such as 0.5pp", new Limits(0, 1, WithLeast: false), ("pp", 0.01m));

    /// <summary>A part of another value, as a fraction of it.</summary>
    public static QuantityReader Fraction { get; } = new(
        "part of another value", "a percentage from 0% to 10000%, such as 20%", new Limits(0, 100), ("%", 0.01m));

    /// <summary>A rate of events per second.</summary>
    public static QuantityReader Rate { get; } = new(
        "rate", "a rate above 0/s and at most 1000000/s, such as 200/s, 12/min or 500/h", new Limits(0, 1_000_000, WithLeast: false),
        ("/s", 1), ("/min", 1 / 60m), ("/h", 1 / 3600m));

    /// <summary>An amount of money in the scenario's currency.</summary>
    public static QuantityReader Amount { get; } = new("amount", "a bare number from 0 to 1000000000, such as 0.1", new Limits(0, 1_000_000_000), ("", 1));

    /// <summary>An amount of money above zero.</summary>
    public static QuantityReader PositiveAmount { get; } = new(
        "amount", "a bare number above 0 and at most 1000000000, such as 0.1", new Limits(0, 1_000_000_000, WithLeast: false), ("", 1))
    {
        DefinitionName = "positive amount",
    };

    /// <summary>A bare number, of either sign.</summary>
    public static QuantityReader Number { get; } = new(
        "number", "a bare number from -1000000000000 to 1000000000000, such as 0.2", new Limits(-1_000_000_000_000, 1_000_000_000_000), ("", 1));

    /// <summary>An index of how far two distributions lie apart.</summary>
    public static QuantityReader DistributionIndex { get; } = new(
        "distance index", "a bare number above 0 and at most 10, such as 0.1", new Limits(0, 10, WithLeast: false), ("", 1));

    /// <summary>A factor of at least one.</summary>
    public static QuantityReader Factor { get; } = new("factor", "a bare number from 1 to 1000, such as 1.5", new Limits(1, 1000), ("", 1));

    /// <summary>The ratio of rates that a test is designed for.</summary>
    public static QuantityReader DesignRatio { get; } = new(
        "design ratio", "a bare number above 1 and at most 100, such as 2", new Limits(1, 100, WithLeast: false), ("", 1));

    /// <summary>The exponent of a power family of spending functions.</summary>
    public static QuantityReader SpendingPower { get; } = new(
        "exponent", "a bare number above 0 and at most 10, such as 2", new Limits(0, 10, WithLeast: false), ("", 1));

    /// <summary>The parameter of Hwang, Shih and DeCani's family of spending functions.</summary>
    public static QuantityReader SpendingGamma { get; } = new("gamma", "a bare number from -20 to 20, such as -4", new Limits(-20, 20), ("", 1));

    /// <summary>A coefficient of variation.</summary>
    public static QuantityReader Variation { get; } = new("coefficient of variation", "a bare number from 0 to 10, such as 0.3", new Limits(0, 10), ("", 1));

    /// <summary>How many, from none.</summary>
    public static WholeNumberReader Count { get; } = new("count", 0, 1_000_000_000);

    /// <summary>How many, from one.</summary>
    public static WholeNumberReader PositiveCount { get; } = new("count", 1, 1_000_000_000) { DefinitionName = "positive count" };

    /// <summary>Looks of a group-sequential plan.</summary>
    public static WholeNumberReader PlannedLooks { get; } = new("number of looks", 1, 100);

    /// <summary>Yes or no.</summary>
    public static ChoiceReader<bool> YesOrNo { get; } = new("answer", ("true", true), ("false", false));

    /// <summary>Free text.</summary>
    public static WordsReader Words { get; } = new("text", "some text");
}
