using System.Runtime.InteropServices;

namespace Coalmine.Learning.Surrogates;

/// <summary>
/// Where trees can be trained: Microsoft.ML.FastTree 5.0.1 brings its native part for x64 on Linux, macOS and Windows only (the folders <c>runtimes/</c> of its
/// package).
/// </summary>
public static class TrainingPlatform
{
    /// <summary>Whether trees can be trained by this process.</summary>
    public static bool CanTrain { get; } = Has(RuntimeInformation.ProcessArchitecture, IsKnownSystem());

    /// <summary>Whether the package has a native part for an architecture and a system.</summary>
    /// <param name="architecture">The architecture of the process.</param>
    /// <param name="isKnownSystem">Whether the system is Linux, macOS or Windows.</param>
    internal static bool Has(Architecture architecture, bool isKnownSystem) => isKnownSystem && architecture == Architecture.X64;

    private static bool IsKnownSystem() => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS() || OperatingSystem.IsWindows();
}
