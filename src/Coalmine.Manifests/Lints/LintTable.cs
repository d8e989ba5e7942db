using System.Collections.Immutable;
using Coalmine.Manifests.Lints.Argo;
using Coalmine.Manifests.Lints.Flagger;
using Coalmine.Manifests.Lints.Queries;
using Coalmine.Manifests.Lints.Serving;

namespace Coalmine.Manifests.Lints;

/// <summary>Every lint there is. CM173x to CM177x: Argo. CM183x to CM186x: Flagger. CM191x to CM192x: queries and rules. CM193x: serving platforms.</summary>
internal static class LintTable
{
    /// <summary>All lints, by id.</summary>
    public static ImmutableArray<Lint> All { get; } =
    [
        .. ((Lint[])
        [
            new BackgroundStartLint(), new BackgroundCountLint(), new NeverFailsLint(), new FailureLimitLint(), new NoDataLint(), new ConditionTypeLint(),
            new DryRunLint(), new WindowLint(), new FewPodsLint(), new InconclusiveBackgroundLint(), new InconclusiveLimitLint(), new NanPassesLint(),
            new NoConditionLint(), new RunRefusedLint(), new UnwatchedEndLint(), new NoTrafficLint(), new StepsMissingLint(), new LimitTextLint(),
            new PauseFractionLint(), new OwnPodsLint(), new UnknownArgumentLint(), new WorkloadReplicasLint(), new PersonPauseLint(),
            new NoAddressLint(),
            new ThresholdLint(), new OvershootLint(), new MaxWeightLint(), new StalledWeightsLint(), new NeverPromotesLint(), new RollbackHookLint(),
            new UnsetCeilingLint(), new UnsetFloorLint(), new EmptyRangeLint(), new MillisecondsLint(), new MetricIntervalLint(), new MirrorLint(),
            new TemplateIntervalLint(), new NoMetricsLint(), new MeanLint(), new UnusableMetricLint(), new MissingDataLint(), new AlertLint(),
            new SlowHookLint(), new NoRoutingLint(), new MatchLint(), new ShortIntervalLint(), new NoLoadLint(), new InlineTemplateLint(),
            new WindowProviderLint(), new NoProviderLint(),
            new ShortWindowLint(), new UnpairedSidesLint(), new StatusRatioLint(), new BucketLint(), new AverageOverPodsLint(), new ReporterLint(),
            new ExactStatusLint(), new RuleLabelsLint(), new PercentageLint(), new UngroupedZeroLint(), new ClientMetricLint(),
            new MisspeltMetricLint(), new WrongArmLint(),
            new ScrapeAnnotationLint(), new ScaleTargetLint(), new GraphChildLint(), new AbsentTrafficLint(), new MetricsPathLint(),
        ]).OrderBy(lint => lint.Rule.Id, StringComparer.Ordinal),
    ];
}
