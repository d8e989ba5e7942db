using System.Collections.Immutable;

namespace Coalmine.Learning.Arms;

/// <summary>The rows that requests carry: what a model is given, which class is true, and how often a request carries each.</summary>
public sealed record RowTable
{
    private RowTable(ImmutableArray<RowColumn> columns, ImmutableArray<string> classes, ImmutableArray<int> truths, ImmutableArray<double> weights) =>
        (Columns, Classes, Truths, Weights) = (columns, classes, truths, weights);

    /// <summary>The inputs, in the order of the data.</summary>
    public ImmutableArray<RowColumn> Columns { get; init; }

    /// <summary>The classes that occur, in the order of their characters' codes.</summary>
    public ImmutableArray<string> Classes { get; }

    /// <summary>The number of each row's class.</summary>
    public ImmutableArray<int> Truths { get; init; }

    /// <summary>How often a request carries each row, against the others.</summary>
    public ImmutableArray<double> Weights { get; init; }

    /// <summary>How many rows there are.</summary>
    public int Count => Truths.Length;

    /// <summary>Takes rows, all of which are equally frequent.</summary>
    /// <param name="columns">Inputs, one value a row each.</param>
    /// <param name="labels">The name of the true class of each row; at least two classes.</param>
    /// <exception cref="ArgumentException">Columns are not as long as the labels, or there are not two classes.</exception>
    public static RowTable Of(ImmutableArray<RowColumn> columns, IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (columns.Any(column => column.Count != labels.Count))
            throw new ArgumentException("Every column has one value a row.", nameof(columns));
        ImmutableArray<string> classes = [.. labels.Distinct().Order(StringComparer.Ordinal)];
        if (classes.Length < 2)
            throw new ArgumentException("There must be rows of two classes.", nameof(labels));
        Dictionary<string, int> numbers = classes.Select((name, number) => (name, number)).ToDictionary(one => one.name, one => one.number);
        return new RowTable(columns, classes, [.. labels.Select(label => numbers[label])], [.. labels.Select(_ => 1.0)]);
    }

    /// <summary>The input of a name; nothing where there is none.</summary>
    public RowColumn? Find(string name) => Columns.FirstOrDefault(column => column.Name == name);
}
