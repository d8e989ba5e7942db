namespace Coalmine.Workbench.Tuning.Places;

/// <summary>One step of a way to a field. Closed: the nested records are all there are.</summary>
internal abstract record FieldStep
{
    private FieldStep()
    {
    }

    /// <summary>To the value of a key.</summary>
    /// <param name="Name">The key.</param>
    public sealed record Key(string Name) : FieldStep;

    /// <summary>To an item of a list.</summary>
    /// <param name="Index">Which, from 0.</param>
    public sealed record Item(int Index) : FieldStep;

    /// <summary>To the items of a list that bear a name (<c>name</c>, <c>metric</c> or <c>templateName</c>).</summary>
    /// <param name="Name">The name.</param>
    public sealed record Named(string Name) : FieldStep;

    /// <summary>To all items of a list that lead further.</summary>
    public sealed record Every : FieldStep;
}
