using System.Globalization;
using Coalmine.Rollouts.Plan;
using Coalmine.Workbench.Traces;

namespace Coalmine.Workbench.Reports;

/// <summary>
/// How a rollout under way stands, in one line: the clock, the weight, the requests of both arms between the last two scrapes, and what the checks say.
/// </summary>
public sealed class LiveStatus
{
    private TrafficWeight _weight = TrafficWeight.None;
    private Moment _scraped = Moment.Start;
    private string _requests = "no requests yet";
    private string _checks = "no look yet";

    /// <summary>Takes in what happened.</summary>
    public void Add(TraceEvent happened)
    {
        switch (happened)
        {
            case TraceEvent.WeightSet set:
                _weight = set.Weight;
                break;
            case TraceEvent.Scraped scrape:
                _weight = scrape.Weight;
                if (scrape.At > _scraped)
                    _requests = Rates(scrape, scrape.At.Seconds - _scraped.Seconds);
                _scraped = scrape.At;
                break;
            case TraceEvent.Looked look:
                _checks = Timeline.Counts(look);
                break;
        }
    }

    /// <summary>The line at a moment.</summary>
    /// <param name="seconds">Seconds since the start; tenths are not shown.</param>
    public string Line(double seconds) => $"{Figures.Clock(Math.Floor(seconds)),9}   weight {_weight} | {_requests} | {_checks}";

    private static string Rates(TraceEvent.Scraped scrape, double seconds) => string.Create(
        CultureInfo.InvariantCulture, $"baseline {scrape.BaselineRequests / seconds:0.0}/s, canary {scrape.CanaryRequests / seconds:0.0}/s");
}
