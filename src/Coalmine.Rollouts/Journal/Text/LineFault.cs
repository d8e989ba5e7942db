namespace Coalmine.Rollouts.Journal.Text;

/// <summary>Leaves the reading of a line at the first thing that is wrong; never leaves the reader.</summary>
internal sealed class LineFault(long column, string message) : Exception(message)
{
    /// <summary>Where, in bytes from 0.</summary>
    public long Column { get; } = column;
}
