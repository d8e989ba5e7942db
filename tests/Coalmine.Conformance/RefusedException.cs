namespace Coalmine.Conformance;

/// <summary>The command line or the file is not what the runner can work on; the message says what was read and what is allowed.</summary>
internal sealed class RefusedException(string message) : Exception(message)
{
    /// <summary>What the process returns: neither passed nor failed.</summary>
    public const int ExitCode = 2;
}
