using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Results;

/// <summary>Turns problems with a store into diagnostics at the file.</summary>
internal static class StoreReading
{
    /// <summary>Reads, or says why not.</summary>
    public static ReadResult<T> Try<T>(string file, Func<T> read)
    {
        try
        {
            return new ReadResult<T>.Read(read(), []);
        }
        catch (StoreProblem problem)
        {
            return Refused<T>(file, problem.What);
        }
    }

    /// <summary>A refusal at the file's beginning.</summary>
    public static ReadResult<T> Refused<T>(string file, Message message) =>
        new ReadResult<T>.Refused([Diagnostic.At(file, TextPosition.Start, message)]);
}
