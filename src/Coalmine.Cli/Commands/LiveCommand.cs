using System.CommandLine;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine live</c>: against a cluster.</summary>
internal static class LiveCommand
{
    private const string About = "Roll out against a cluster: the same decisions as in the simulation, on its metrics and its traffic.";

    /// <summary>The command.</summary>
    public static Command Create() => new("live", About)
    {
        LiveDriveCommand.Create(), LiveSayCommand.Create(), LiveStatusCommand.Create(), LiveDoctorCommand.Create(),
        LiveObserveCommand.Create(), LiveAdviseCommand.Create(), LiveOrderCommand.Create(),
        LiveWatchCommand.CreateDashboard(), LiveWatchCommand.CreateAlerts(),
    };
}
