namespace Coalmine.Conformance.Cases;

/// <summary>What a method gave for one key.</summary>
internal abstract record Output
{
    private Output()
    {
    }

    /// <summary>A number, possibly infinite or NaN.</summary>
    internal sealed record Number(double Value) : Output
    {
        public override string ToString() => SpecialNumber.Write(Value);
    }

    /// <summary>A word.</summary>
    internal sealed record Word(string Value) : Output
    {
        public override string ToString() => $"\"{Value}\"";
    }

    /// <summary>Values in order.</summary>
    internal sealed record Sequence(IReadOnlyList<Output> Items) : Output
    {
        public override string ToString() => $"[{string.Join(", ", Items)}]";
    }

    /// <summary>Values by name.</summary>
    internal sealed record Fields(Outputs Values) : Output
    {
        public override string ToString() => Values.ToString();
    }

    /// <summary>The method is not defined for the input: null in the files.</summary>
    internal sealed record Undefined : Output
    {
        public override string ToString() => "null";
    }

    public static implicit operator Output(double value) => new Number(value);

    public static implicit operator Output(long value) => new Number(value);

    public static implicit operator Output(string value) => new Word(value);

    public static implicit operator Output(double[] values) => new Sequence(Array.ConvertAll(values, value => (Output)value));

    public static implicit operator Output(int[] values) => new Sequence(Array.ConvertAll(values, value => (Output)value));

    public static implicit operator Output(double[][] values) => new Sequence(Array.ConvertAll(values, value => (Output)value));

    public static implicit operator Output(Outputs values) => new Fields(values);

    /// <summary>A value where the method is defined.</summary>
    public static Output Where(bool isDefined, Func<double> value) => isDefined ? value() : new Undefined();
}
