using System.Globalization;
using System.Text.Json;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Controllers.Argo.Passes;
using Coalmine.Rollouts.Plan;
namespace Coalmine.Conformance.Argo;
internal sealed class SimulatedRun(string name, int number, AnalysisSpec spec, Moment now)
{
    private readonly MetricSpec _m = spec.Metrics[0];
    private int _count, _failed, _incon, _errors; bool _terminate;
    public string Name => name;
    public int Number => number;
    public AnalysisPhase Phase { get; private set; }
    public Moment NextPass { get; private set; } = now;
    public void Terminate() { _terminate = true; NextPass = Moment.Start; }
    public void Pass(Moment now, Func<string, JsonElement> sample, Action<string> say)
    {
        AnalysisPhase old = Phase;
        if (_terminate) { Phase = AnalysisPhase.Successful; NextPass = Moment.Never; }
        else
        {
            JsonElement s = sample(_m.Name);
            string phase; string value = "";
            if (s.TryGetProperty("provider_error", out _) || s.GetProperty("vector").GetArrayLength() == 0) { phase = "Error"; _errors++; }
            else
            {
                string t = s.GetProperty("vector")[0].GetString()!;
                value = $" [{t}]";
                double v = double.Parse(t, CultureInfo.InvariantCulture);
                bool ok = _m.SuccessCondition.Length == 0 || v >= double.Parse(_m.SuccessCondition.Split(' ')[^1], CultureInfo.InvariantCulture);
                bool bad = _m.FailureCondition.Length > 0 && v < double.Parse(_m.FailureCondition.Split(' ')[^1], CultureInfo.InvariantCulture);
                phase = bad ? "Failed" : ok ? "Successful" : _m.FailureCondition.Length > 0 ? "Inconclusive" : "Failed";
                _errors = 0; _count++;
                if (phase == "Failed") _failed++;
                if (phase == "Inconclusive") _incon++;
            }
            say($"{name} {_m.Name} {phase}{value}");
            int want = _m.Count?.Value ?? (_m.Interval is null ? 1 : int.MaxValue);
            Phase = _errors > 4 ? AnalysisPhase.Error : _incon > 0 ? AnalysisPhase.Inconclusive : _failed > (_m.FailureLimit?.Value ?? 0) ? AnalysisPhase.Failed : _count >= want ? AnalysisPhase.Successful : AnalysisPhase.Running;
            NextPass = Phase > AnalysisPhase.Running ? Moment.Never : WholeSeconds.JustAfter(WholeSeconds.Later(WholeSeconds.Of(now), phase == "Error" ? 10 : PauseDuration.Seconds(_m.Interval!)));
        }
        if (Phase != old) say($"run {name} -> {Phase}");
    }
}
