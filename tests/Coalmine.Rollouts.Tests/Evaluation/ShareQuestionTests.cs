using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Tests.Worlds;
using Xunit;

namespace Coalmine.Rollouts.Tests.Evaluation;

public sealed class ShareQuestionTests
{
    [Fact]
    public void Questions_SayWhatIsHeldAgainstWhat()
    {
        BoundPolicy bound = Given.Bind(Given.Policy(
            Given.Check(Given.Errors, Given.Points(0.005), Given.Sequential),
            Given.Check(Given.Accuracy, Given.AtLeast(0.95), Given.Sequential),
            Given.Check(Given.Conversion, Given.Relative(0.2), Given.Sequential),
            Given.Check(Given.P99, Given.AtMost(0.2), Given.Sequential),
            Given.Check(Given.P99, Given.Relative(0.21), Given.Sequential),
            Given.Check(Given.Errors, Given.AtMost(0.01), Given.Point)));
        ShareQuestion?[] questions = [.. bound.Questions];
        Assert.Equal((ShareQuestionKind.Points, 0.005, false), Of(questions[0]));
        Assert.Equal((ShareQuestionKind.Limit, 0.05, false), (Of(questions[1]).Kind, Math.Round(Of(questions[1]).Margin, 12), Of(questions[1]).EventsAreGood));
        Assert.Equal((ShareQuestionKind.Ratio, 1.25, true), Of(questions[2]));
        Assert.Equal((ShareQuestionKind.Limit, 0.2, 0.2), (questions[3]!.Kind, questions[3]!.CanaryBound, questions[3]!.BaselineBound));

        // 200 ms / 1.21 is 165.3 ms, and the next bound at or below it 165 ms.
        Assert.Equal((ShareQuestionKind.Ratio, 1.0, 0.2, 0.165), (questions[4]!.Kind, questions[4]!.Margin, questions[4]!.CanaryBound, questions[4]!.BaselineBound));
        Assert.Null(questions[5]);
    }

    private static (ShareQuestionKind Kind, double Margin, bool EventsAreGood) Of(ShareQuestion? question) =>
        (question!.Kind, question.Margin, question.EventsAreGood);
}
