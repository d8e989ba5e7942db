using System.Globalization;
using Coalmine.Workbench.Detectability;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Advice;

/// <summary>Every sentence of advice, with its id. CM2700 to CM2719: before a run. CM2720 to CM2739: after one. Ids are never given a second meaning.</summary>
internal static class AdviceMessages
{
    // Below this share of rollouts "hardly ever" is said.
    private const double HardlyEver = 0.05;

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static AdviceItem NeverFires(string check, double trials, string worst, string planned) => new(
        "CM2701",
        string.Create(Culture, $"'{check}' can never fire within the plan: by its planned end ({planned}) about {trials:0} outcomes of the canary are ")
            + $"known, and in so few no test sees even {worst}.",
        "Give the canary more weight or the steps more time; `coalmine power` says how much.",
        double.NaN);

    public static AdviceItem MinimumNotReached(string weight, string outcomes, double got, long asked, string planned, string needed) => new(
        "CM2702",
        string.Create(Culture, $"To leave the step at {weight} takes {asked:#,0} {outcomes} of the canary, and in the {planned} that it lasts only about ")
            + string.Create(Culture, $"{got:#,0} come: rollouts wait there."),
        $"Let the step last {needed}, or ask for fewer.",
        double.NaN);

    public static AdviceItem WindowSpansSteps(string check, string window, string every) => new(
        "CM2703",
        $"'{check}' looks back {window}, and the first look of a step comes after {every}: what it sees then is largely of the step before, at its weight.",
        $"Write `method: {{ point: {{ window: {every} }} }}`, or let the looks come every {window}.",
        double.NaN);

    public static AdviceItem NightIsEmpty(string check, string at, double got, string length, double usual) => new(
        "CM2704",
        string.Create(Culture, $"At night '{check}' has next to no data: around {at} about {got:0.#} outcomes of the canary come in {length}, ")
            + string.Create(Culture, $"on average {usual:0.#}."),
        "Begin when there is traffic, or give the first steps more weight or time.",
        double.NaN);

    public static AdviceItem LabelsLate(string check, double known, string planned, string delay) => new(
        "CM2705",
        string.Create(Culture, $"Labels come too late for '{check}': by the planned end ({planned}) about {known:0} of the canary's are known{delay}."),
        "Let the steps last longer than labels take, or mirror requests first and limit `disagreement`, which needs no labels.",
        double.NaN);

    public static AdviceItem Noisy(string check, string at, double trials, double share, string value, string limit) => new(
        "CM2706",
        string.Create(Culture, $"'{check}' fires by chance: the look at {at} sees about {trials:#,0} outcomes of the canary, and ")
            + $"{Figures.Percent(share)} % of such looks lie beyond the limit although the canary is like the baseline ({value}).",
        $"Write `method: sequential`, or {limit}, which one look in a thousand passes.",
        share);

    public static AdviceItem BaselineFails(string check, string value) => new(
        "CM2707",
        $"The baseline itself breaks '{check}' in this world ({value}): the check says nothing about the canary.",
        "Compare with the baseline (`notWorseThanBaseline`), or move the limit.",
        1);

    public static AdviceItem NobodyLooks(string metric, string effect, string? check) => new(
        "CM2708",
        $"No check looks at {metric}, which is what is wrong here ({effect}).",
        check ?? "No check of this telemetry can see it.",
        double.NaN);

    public static AdviceItem GaugeWithoutSize(string check) => new(
        "CM2709",
        $"'{check}' reads a gauge that does not say of how many outcomes it is: one of ten and one of ten thousand look alike.",
        "Write `method: sequential`, which counts labels.",
        double.NaN);

    public static AdviceItem EffectTooSmall(string check, string effect, string smallest, string planned) => new(
        "CM2710",
        $"'{check}' cannot see what is wrong here ({effect}) by the planned end ({planned}): the least that any test sees by then is {smallest}.",
        "Give it more weight, time or traffic; `coalmine power` says how much.",
        double.NaN);

    public static AdviceItem LimitNotReached(string check, string effect, double share) => new(
        "CM2711",
        $"'{check}' hardly ever fires on what is wrong here ({effect}): {Figures.Percent(share)} % of its first looks lie beyond the limit.",
        "Move the limit between the two, or compare with the baseline (`notWorseThanBaseline`, `method: sequential`).",
        double.NaN);

    public static AdviceItem CausesFalseAlarms(string check, SimulatedShare share, SimulatedShare all, string instead) => new(
        "CM2720", $"'{check}' caused {share} of all rollouts to be rolled back although nothing is wrong ({all} by all checks).", instead, share.Share);

    public static AdviceItem NeverCaught(string what, SimulatedShare seen, SimulatedShare early, double promoted, string? instead)
    {
        string often = seen.Share < HardlyEver ? "hardly ever" : "too seldom";
        string of = early.Count > 0 ? "of the rollouts that still ran when it began" : "of the rollouts";
        string caught = seen.Count > 0
            ? $"in {seen} {of}"
            : string.Create(Culture, $"in none of {Figures.Counted(seen.Rollouts, "rollout")}{(early.Count > 0 ? " that still ran when it began" : "")}, ")
                + $"so in at most {Figures.Percent(seen.Interval.Upper)} %";
        string before = early.Count > 0 ? $"{early} of all ended before it; " : "";
        return new AdviceItem(
            "CM2721",
            $"What is wrong here ({what}) is {often} caught: {caught}; {before}{Figures.Percent(promoted)} % are promoted.",
            instead ?? "No check of this telemetry can see it.",
            (double)(seen.Rollouts - seen.Count) / early.Rollouts);
    }

    public static AdviceItem NeverMet(string what, string onset) => new(
        "CM2727",
        $"Every rollout ends before what is wrong here ({what}) begins, at {onset}: nothing is learned about it.",
        "Let the steps last longer, or the fault begin sooner.",
        double.NaN);

    public static AdviceItem WantsEvidence(SimulatedShare share, string where, string? cause) => new(
        "CM2722",
        $"{share} of the rollouts end for want of evidence{where}.",
        cause ?? "Look at one of them: which check stays inconclusive or gets no data?",
        share.Share);

    public static AdviceItem FallsLate(SimulatedShare share, string step, int number, int steps) => new(
        "CM2723",
        string.Create(Culture, $"{share} of the rollouts are rolled back as late as step {number} of {steps} ({step})."),
        "Let the first steps last longer: what is seen there hurts fewer.",
        double.NaN);

    public static AdviceItem TakesLong(string mean, string planned) => new(
        "CM2724",
        $"Half of the healthy rollouts take {mean} and longer where the plan alone takes {planned}: the rest is waiting for evidence.",
        "More weight in the first steps, fewer checks, or wider margins; `coalmine power` says which check is slowest.",
        double.NaN);

    public static AdviceItem AlertSilent(string alert, SimulatedShare seen) => new(
        "CM2725", $"The alert {alert} fires after the onset in {seen} of the rollouts.", "Widen its window or lower its threshold.", 1 - seen.Share);

    public static AdviceItem AlertFalse(string alert, SimulatedShare fired) => new(
        "CM2726",
        $"The alert {alert} fires in {fired} of the rollouts although nothing is wrong.",
        "Give it a longer `for`, or a higher threshold.",
        fired.Share);
}
