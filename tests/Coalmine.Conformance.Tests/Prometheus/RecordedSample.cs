namespace Coalmine.Conformance.Tests.Prometheus;

/// <summary>A sample as Prometheus keeps it.</summary>
/// <param name="Milliseconds">Its timestamp.</param>
/// <param name="Bits">Its value's bits: a stale marker is one NaN among many.</param>
internal readonly record struct RecordedSample(long Milliseconds, long Bits)
{
    // model/value/value.go of Prometheus 2.42: the signalling NaN that ends a series.
    private const long StaleMarker = 0x7ff0000000000002;

    public bool IsStale => Bits == StaleMarker;

    public double Value => BitConverter.Int64BitsToDouble(Bits);

    public static RecordedSample Of(long milliseconds, double value) => new(milliseconds, BitConverter.DoubleToInt64Bits(value));

    public static RecordedSample Stale(long milliseconds) => new(milliseconds, StaleMarker);
}
