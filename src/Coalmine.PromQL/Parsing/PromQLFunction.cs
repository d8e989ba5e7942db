namespace Coalmine.PromQL.Parsing;

/// <summary>A function that can be evaluated: its name and what it takes and yields. All of them stand in one table; none can be added from outside.</summary>
public sealed record PromQLFunction
{
    internal PromQLFunction(string name, ValueKind result, params ValueKind[] arguments)
    {
        Name = name;
        Result = result;
        Arguments = arguments;
        Required = arguments.Length;
    }

    /// <summary>As written in a query; lower case.</summary>
    public string Name { get; }

    /// <summary>What a call yields.</summary>
    public ValueKind Result { get; }

    /// <summary>The kinds of the arguments, optional ones last.</summary>
    public IReadOnlyList<ValueKind> Arguments { get; }

    /// <summary>How many arguments must be given.</summary>
    public int Required { get; internal init; }

    /// <summary>Whether the last kind may be repeated any number of times, or left out.</summary>
    public bool IsVariadic { get; internal init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
