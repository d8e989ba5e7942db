namespace Coalmine.Conformance.Fuzzing;

/// <summary>A part of the program that must stand whatever it is given.</summary>
/// <param name="name">The name on the command line.</param>
/// <param name="share">How many of the cases it gets, beside the shares of the others.</param>
internal abstract class FuzzTarget(string name, int share)
{
    /// <summary>The name on the command line.</summary>
    public string Name => name;

    /// <summary>How many of the cases it gets, beside the shares of the others.</summary>
    public int Share => share;

    /// <summary>What the inputs are made of, before it is damaged.</summary>
    public abstract IReadOnlyList<string> Sound { get; }

    /// <summary>Makes an input: something sound, damaged.</summary>
    public abstract byte[] Make(Luck luck);

    /// <summary>Gives it the input. Any exception is a finding.</summary>
    /// <param name="input">The input.</param>
    /// <param name="luck">Further choices, such as which edits to make; the same for the same case whatever became of the input.</param>
    /// <returns>Whether it was accepted and used, not refused.</returns>
    public abstract bool Try(byte[] input, Luck luck);
}
