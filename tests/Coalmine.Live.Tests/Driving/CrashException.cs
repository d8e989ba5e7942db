namespace Coalmine.Live.Tests.Driving;

/// <summary>Stands for the end of a process: nothing after it runs.</summary>
internal sealed class CrashException : Exception;
