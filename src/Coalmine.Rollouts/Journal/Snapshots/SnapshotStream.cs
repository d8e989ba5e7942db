using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Journal.Snapshots;

/// <summary>
/// Goes through a state value by value. One and the same passage saves and loads, so that the two cannot drift apart: a value is given and the value to go on
/// with comes back, which is the same one while saving, and the saved one while loading.
/// </summary>
internal abstract class SnapshotStream
{
    /// <summary>Whether values come from a snapshot.</summary>
    public abstract bool IsLoading { get; }

    /// <summary>A whole number.</summary>
    public abstract long Whole(long value);

    /// <summary>A number, to the last bit.</summary>
    public abstract double Number(double value);

    /// <summary>A text.</summary>
    public abstract string Text(string value);

    /// <summary>Refuses the snapshot.</summary>
    public static SnapshotFault Fault(string why) => new(why);

    /// <summary>A whole number of 32 bits.</summary>
    public int Whole(int value)
    {
        long whole = Whole((long)value);
        return whole is >= int.MinValue and <= int.MaxValue ? (int)whole : throw Fault("a number is too large");
    }

    /// <summary>Yes or no.</summary>
    public bool Flag(bool value) => Whole(value ? 1L : 0L) switch
    {
        0 => false,
        1 => true,
        _ => throw Fault("a flag is neither yes nor no"),
    };

    /// <summary>A moment.</summary>
    public Moment Moment(Moment value) => new(Whole(value.Nanoseconds));

    /// <summary>A weight.</summary>
    public TrafficWeight Weight(TrafficWeight value)
    {
        int parts = Whole(value.Parts);
        int total = Whole(value.Total);
        if (total == 0 && parts == 0)
            return default;
        return total > 0 && parts >= 0 && parts <= total ? new TrafficWeight(parts, total) : throw Fault("a weight is none");
    }

    /// <summary>A member of an enumeration.</summary>
    public T Member<T>(T value)
        where T : struct, Enum
    {
        T member = (T)Enum.ToObject(typeof(T), Whole(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)));
        return Enum.IsDefined(member) ? member : throw Fault($"no {typeof(T).Name} has this number");
    }

    /// <summary>Numbers, whose count is fixed by the policy.</summary>
    public void Numbers(Span<double> values)
    {
        if (Whole(values.Length) != values.Length)
            throw Fault("a list has another length");
        foreach (ref double value in values)
            value = Number(value);
    }
}
