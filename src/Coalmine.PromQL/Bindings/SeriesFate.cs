namespace Coalmine.PromQL.Bindings;

/// <summary>What becomes, within an expression, of the series of one selector that differ in one label only.</summary>
internal enum SeriesFate
{
    /// <summary>The expression does not have the selector.</summary>
    Absent,

    /// <summary>They are still there, and each has only been multiplied or turned into a rate: adding them up comes to the same before and after.</summary>
    Carried,

    /// <summary>They have been added up: nothing else is looked at.</summary>
    Summed,

    /// <summary>They have been looked at one by one.</summary>
    Apart,
}
