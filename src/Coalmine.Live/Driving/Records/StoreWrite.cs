namespace Coalmine.Live.Driving.Records;

/// <summary>What became of lines that were to be recorded. A closed union.</summary>
public abstract record StoreWrite
{
    private StoreWrite()
    {
    }

    /// <summary>They are there, whatever becomes of the process or the machine.</summary>
    public sealed record Kept : StoreWrite;

    /// <summary>They are not known to be there; to be tried again.</summary>
    /// <param name="Text">Why.</param>
    public sealed record Failed(string Text) : StoreWrite;

    /// <summary>Another driver has written here since: this one must stop.</summary>
    /// <param name="Text">What was found.</param>
    public sealed record Superseded(string Text) : StoreWrite;
}
