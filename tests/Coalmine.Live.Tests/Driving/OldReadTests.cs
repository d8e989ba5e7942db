using Coalmine.Live.Driving;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Live.Tests.Driving;

/// <summary>
/// An API server that lags behind shows the target as it was before a rollout began whose journal is lost. The check of the first change, made on the newest
/// state, is the first to tell: here the target changes when it is asked.
/// </summary>
public sealed class OldReadTests : IDisposable, ILivePlanner
{
    private readonly LiveBench _bench = new(LiveBench.Usual);

    public void Dispose() => _bench.Dispose();

    public ValueTask<LivePlanning> BeginAsync(CancellationToken cancellation) => new(new LivePlanning.Ready(_bench.Header, _bench.Controller()));

    public LivePlanning GoOn(JournalHeader header) => new LivePlanning.Ready(header, _bench.Controller());

    [Fact]
    public void ARolloutThatTheFirstLookDidNotShow_HasItsTrafficTakenAway_AndNoneIsBegunOverIt()
    {
        LiveDriver driver = Drive(() => (_bench.Target.Weight, _bench.Target.LastChange) = (new TrafficWeight(10), "fraud-20261129t115900/0.0"), out LiveEnd end);
        Assert.Null(driver.Rollout);
        Assert.Equal((LiveEndKind.NotDriven, RolloutOutcome.RolledBackForWantOfEvidence), (end.Kind, end.Outcome));
        Assert.Equal(["weight 0 %", "abort"], _bench.Target.Writes);
    }

    [Fact]
    public void AServerThatShowsNothingAfterTheCheck_LeavesTheTargetUntouched()
    {
        LiveDriver driver = Drive(() => _bench.Target.Problem = "The API server shows the target as it was before.", out LiveEnd end);
        Assert.Null(driver.Rollout);
        Assert.Equal((LiveEndKind.NotDriven, "Cannot look at the target: The API server shows the target as it was before."), (end.Kind, end.Text));
        Assert.Empty(_bench.Target.Writes);
    }

    [Fact]
    public void ATargetThatStaysAsItWasMet_IsDriven()
    {
        LiveDriver driver = Drive(() => { }, out LiveEnd end);
        Assert.NotNull(driver.Rollout);
        Assert.Equal((LiveEndKind.Finished, RolloutOutcome.Promoted), (end.Kind, end.Outcome));
    }

    private LiveDriver Drive(Action whenChecked, out LiveEnd end)
    {
        _bench.Target.Before = (order, _) =>
        {
            if (order.DryRun)
                whenChecked();
            return null;
        };
        LiveDriver driver = new(_bench.World(), _bench.Rules, this, "fraud");
        end = _bench.Time.Run(driver.DriveAsync(CancellationToken.None), TimeSpan.FromHours(12));
        return driver;
    }
}
