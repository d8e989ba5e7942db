using System.Globalization;
using System.Text;
using Coalmine.Conformance.Fuzzing;
using Xunit;

namespace Coalmine.Conformance.Tests.Fuzzing;

/// <summary>A short run of the fuzzing, and what makes its findings worth anything: sound inputs are accepted, and bad targets are found out.</summary>
public sealed class FuzzTests
{
    [Fact]
    public void Run_OfDamagedInputs_FindsNothing()
    {
        StringWriter output = new(CultureInfo.InvariantCulture);
        int code = FuzzCommand.Run(FuzzOptions.Usual with { Cases = 3000, Seed = 20261128 }, output);
        Assert.True(code == 0, output.ToString());
        Assert.Contains("3000 cases, 0 findings", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("manifest", 9)] // Of the shipped ones: Argo repaired, Flagger unchanged and repaired; each three times more for its weight.
    [InlineData("policy", 0)]
    [InlineData("scenario", 0)]
    [InlineData("query", 0)]
    [InlineData("condition", 0)]
    [InlineData("template", 0)]
    [InlineData("script", 0)]
    [InlineData("explain", 0)]
    [InlineData("convert", 12)] // The plain ones, each four times for its weight.
    public void SoundInputs_OfATarget_AreAccepted(string name, int atLeast)
    {
        FuzzTarget target = Assert.Single(FuzzTargets.Of(FuzzOptions.Usual with { Only = new HashSet<string> { name } }).All);
        string[] refused = [.. target.Sound.Where(sound => !target.Try(Encoding.UTF8.GetBytes(sound), new Luck(1, 1)))];
        if (atLeast == 0)
            Assert.True(refused.Length == 0, string.Join("\n--\n", refused.Select(one => one[..Math.Min(one.Length, 300)])));
        else
            Assert.InRange(target.Sound.Count - refused.Length, atLeast, target.Sound.Count);
    }
}
