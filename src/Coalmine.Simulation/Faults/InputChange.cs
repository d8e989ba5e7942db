namespace Coalmine.Simulation.Faults;

/// <summary>
/// What happens to the rows that requests carry. At strength s, from 0 to 1, a change has come s of its way: a value has moved that far, or that share of the
/// rows it may meet has met it. Which rows come first is decided once, so that a row that is hit at one strength is hit at every higher one.
/// </summary>
public abstract record InputChange
{
    private InputChange()
    {
    }

    /// <summary>A number moves in every row: x becomes x + s x by.</summary>
    /// <param name="Column">The column.</param>
    /// <param name="By">How far; any finite number.</param>
    public sealed record Shift(string Column, double By) : InputChange;

    /// <summary>A number is told in another unit, or computed otherwise, in a share s of the rows: x becomes factor x x.</summary>
    /// <param name="Column">The column.</param>
    /// <param name="Factor">The factor; finite.</param>
    public sealed record Unit(string Column, double Factor) : InputChange;

    /// <summary>A value goes missing in a share of the rows, and the model reads something in its place: an upstream feature that broke.</summary>
    /// <param name="Column">The column.</param>
    /// <param name="Share">Share of the rows at full strength, in (0, 1].</param>
    /// <param name="Reads">What the model reads there, where the column has numbers; a text is empty.</param>
    public sealed record Missing(string Column, double Share, double Reads) : InputChange;

    /// <summary>A text is cut off, in a share s of the rows.</summary>
    /// <param name="Column">The column.</param>
    /// <param name="Length">Characters that are left; at least 0.</param>
    public sealed record CutText(string Column, int Length) : InputChange;

    /// <summary>Requests of a class become more or fewer, and every class looks as before: rows are drawn with other weights.</summary>
    /// <param name="Class">The class.</param>
    /// <param name="To">Its share at full strength, in (0, 1).</param>
    public sealed record ClassShare(string Class, double To) : InputChange;

    /// <summary>What is true of the same input changes: some rows of one class belong to another now.</summary>
    /// <param name="From">The class that rows belonged to.</param>
    /// <param name="To">The class that they belong to then.</param>
    /// <param name="Share">Share of the rows that it may meet, at full strength, in (0, 1].</param>
    /// <param name="Column">A column with numbers.</param>
    /// <param name="Above">Rows whose number lies above this may be met.</param>
    public sealed record Concept(string From, string To, double Share, string Column, double Above) : InputChange;
}
