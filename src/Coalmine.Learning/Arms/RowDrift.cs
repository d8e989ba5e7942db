using System.Collections.Immutable;
using Coalmine.Simulation.Faults;
using Coalmine.Statistics.Random;

namespace Coalmine.Learning.Arms;

/// <summary>
/// Rows as they are given to a model while their inputs drift. Which rows a change meets first is decided by a number of each row's own, the same for both
/// arms, all strengths and all seeds.
/// </summary>
internal static class RowDrift
{
    /// <summary>The rows after a change.</summary>
    /// <param name="rows">The rows before it; they have the columns and classes that it names.</param>
    /// <param name="change">The change.</param>
    /// <param name="place">Its place among the changes, so that two of them do not meet the same rows first.</param>
    /// <param name="strength">How far it has come, from 0 to 1.</param>
    public static RowTable Apply(RowTable rows, InputChange change, int place, double strength) => strength == 0 ? rows : change switch
    {
        InputChange.Shift shift => WithNumbers(rows, shift.Column, (x, _) => x + (float)(strength * shift.By)),
        InputChange.Unit unit => WithNumbers(rows, unit.Column, (x, row) => IsMet(place, row, strength) ? (float)(x * unit.Factor) : x),
        InputChange.Missing { Column: var column, Share: var share } missing when rows.Find(column) is RowColumn.Texts =>
            WithTexts(rows, column, (text, row) => IsMet(place, row, strength * share) ? "" : text),
        InputChange.Missing missing =>
            WithNumbers(rows, missing.Column, (x, row) => IsMet(place, row, strength * missing.Share) ? (float)missing.Reads : x),
        InputChange.CutText cut => WithTexts(
            rows, cut.Column, (text, row) => text.Length > cut.Length && IsMet(place, row, strength) ? text[..cut.Length] : text),
        InputChange.ClassShare prior => WithShare(rows, rows.Classes.IndexOf(prior.Class), prior.To, strength),
        InputChange.Concept concept => WithTruths(rows, concept, place, strength),
        _ => throw new ArgumentException($"{change} is no change of rows.", nameof(change)),
    };

    private static bool IsMet(int place, int row, double share) => StreamKey.Root((ulong)place).With(row).Open().NextDouble() < share;

    private static RowTable WithNumbers(RowTable rows, string name, Func<float, int, float> change) => With(rows, name, column =>
        column is RowColumn.Numbers numbers
            ? numbers with { Values = [.. numbers.Values.Select(change)] }
            : throw new ArgumentException($"Column {name} has no numbers.", nameof(name)));

    private static RowTable WithTexts(RowTable rows, string name, Func<string, int, string> change) => With(rows, name, column =>
        column is RowColumn.Texts texts
            ? texts with { Values = [.. texts.Values.Select(change)] }
            : throw new ArgumentException($"Column {name} has no texts.", nameof(name)));

    private static RowTable With(RowTable rows, string name, Func<RowColumn, RowColumn> change) =>
        rows with { Columns = [.. rows.Columns.Select(column => column.Name == name ? change(column) : column)] };

    // Weights of the class and of all others, so that the class has its share and each looks as before.
    private static RowTable WithShare(RowTable rows, int moved, double to, double strength)
    {
        double all = rows.Weights.Sum();
        double own = rows.Weights.Where((_, row) => rows.Truths[row] == moved).Sum();
        double share = (1 - strength) * own / all + strength * to;
        (double ofOwn, double ofOthers) = (share * all / own, (1 - share) * all / (all - own));
        return rows with { Weights = [.. rows.Weights.Select((weight, row) => weight * (rows.Truths[row] == moved ? ofOwn : ofOthers))] };
    }

    private static RowTable WithTruths(RowTable rows, InputChange.Concept concept, int place, double strength)
    {
        (int from, int to) = (rows.Classes.IndexOf(concept.From), rows.Classes.IndexOf(concept.To));
        ImmutableArray<float> values = rows.Find(concept.Column) is RowColumn.Numbers numbers ? numbers.Values : [];
        return rows with
        {
            Truths =
            [
                .. rows.Truths.Select((truth, row) =>
                    truth == from && values[row] > concept.Above && IsMet(place, row, strength * concept.Share) ? to : truth),
            ],
        };
    }
}
