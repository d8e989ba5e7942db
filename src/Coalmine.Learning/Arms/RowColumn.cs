using System.Collections.Immutable;

namespace Coalmine.Learning.Arms;

/// <summary>One input of a model, for every row of a data set.</summary>
/// <param name="Name">The column's name, by which a model asks for it.</param>
public abstract record RowColumn(string Name)
{
    /// <summary>How many rows there are.</summary>
    public abstract int Count { get; }

    /// <summary>Numbers.</summary>
    /// <param name="Name">The column's name.</param>
    /// <param name="Values">The number of each row; finite.</param>
    public sealed record Numbers(string Name, ImmutableArray<float> Values) : RowColumn(Name)
    {
        /// <inheritdoc/>
        public override int Count => Values.Length;
    }

    /// <summary>Texts.</summary>
    /// <param name="Name">The column's name.</param>
    /// <param name="Values">The text of each row.</param>
    public sealed record Texts(string Name, ImmutableArray<string> Values) : RowColumn(Name)
    {
        /// <inheritdoc/>
        public override int Count => Values.Length;
    }
}
