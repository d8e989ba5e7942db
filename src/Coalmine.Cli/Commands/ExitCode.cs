namespace Coalmine.Cli.Commands;

/// <summary>The exit codes of every command.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>An expectation of a suite is breached (<c>test</c>), or this build decides otherwise than a journal says (<c>replay</c>).</summary>
    public const int Breached = 1;

    /// <summary>The command line or a file is wrong, or the output cannot be written.</summary>
    public const int BadInput = 2;

    /// <summary>
    /// The rollouts or the time ended before an expectation of a suite was decided, or before what a tuning run was asked for was shown; or a record does not
    /// tell what another policy would have decided (<c>replay</c>).
    /// </summary>
    public const int Undecided = 3;

    /// <summary>A policy asks what cannot be simulated as the real thing would answer it, or the engine that was asked for cannot do it.</summary>
    public const int NotFaithful = 4;

    /// <summary>The canary was rolled back; <c>live drive</c> only.</summary>
    public const int RolledBack = 10;

    /// <summary>A mistake of ours.</summary>
    public const int Internal = 70;

    /// <summary>Interrupted from the keyboard (128 + SIGINT).</summary>
    public const int Interrupted = 130;

    /// <summary>Asked to end (128 + SIGTERM).</summary>
    public const int Terminated = 143;
}
