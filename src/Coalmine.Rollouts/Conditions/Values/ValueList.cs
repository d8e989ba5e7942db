namespace Coalmine.Rollouts.Conditions.Values;

/// <summary>A list. Closed: floating numbers as they came from the provider, a range, or values of any kind.</summary>
internal abstract class ValueList
{
    private ValueList()
    {
    }

    /// <summary>How many.</summary>
    public abstract int Count { get; }

    /// <summary>Whether the list is one of floating numbers by its type: before expr 1.17 it equals no other list.</summary>
    public virtual bool HoldsFloats => false;

    /// <summary>All in order.</summary>
    public IEnumerable<Value> Items
    {
        get
        {
            for (int i = 0; i < Count; i++)
                yield return this[i];
        }
    }

    /// <summary>One by its index from 0, which must be in the list.</summary>
    public abstract Value this[int index] { get; }

    /// <summary>The part from one index up to and without another, both in the list.</summary>
    public virtual ValueList Part(int from, int to)
    {
        var part = new Value[to - from];
        for (int i = 0; i < part.Length; i++)
            part[i] = this[from + i];
        return new Any(part);
    }

    /// <summary>Values of any kind.</summary>
    public sealed class Any(IReadOnlyList<Value> items) : ValueList
    {
        public override int Count => items.Count;

        public override Value this[int index] => items[index];
    }

    /// <summary>Floating numbers.</summary>
    public sealed class Floats(ReadOnlyMemory<double> items) : ValueList
    {
        public override int Count => items.Length;

        public override bool HoldsFloats => true;

        public override Value this[int index] => Value.Of(items.Span[index]);

        public override ValueList Part(int from, int to) => new Floats(items[from..to]);
    }

    /// <summary>Whole numbers in a row.</summary>
    public sealed class Range(long from, int count) : ValueList
    {
        public override int Count => count;

        public override Value this[int index] => Value.Of(from + index);
    }
}
