using Coalmine.Statistics.Random;
using Xunit;

namespace Coalmine.Statistics.Tests.Random;

/// <summary>
/// Reference outputs: a C program (gcc) written from the published definitions of SplitMix64 (Steele, Lea, Flood 2014) and xoshiro256** (Blackman,
/// Vigna 2021), apart from this code.
/// </summary>
public sealed class Xoshiro256Tests
{
    [Theory]
    [InlineData(0UL, new ulong[] { 16294208416658607535, 7960286522194355700, 487617019471545679, 17909611376780542444, 1961750202426094747 })]
    [InlineData(1234567UL, new ulong[] { 6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821 })]
    [InlineData(ulong.MaxValue, new ulong[] { 16490336266968443936, 16834447057089888969, 4048727598324417001, 7862637804313477842, 13015481187462834606 })]
    public void SplitMix64_FromSeed_GivesTheReferenceOutputs(ulong state, ulong[] expected)
    {
        ulong[] outputs = new ulong[expected.Length];
        for (int i = 0; i < outputs.Length; i++)
            outputs[i] = SplitMix64.Next(ref state);
        Assert.Equal(expected, outputs);
    }

    [Fact]
    public void NextUInt64_FromState1234_GivesTheReferenceOutputs()
    {
        var random = new Xoshiro256(1, 2, 3, 4);
        ulong[] expected =
        [
            11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625, 8476171486693032832,
            10595114339597558777, 2904607092377533576,
        ];
        Assert.All(expected, value => Assert.Equal(value, random.NextUInt64()));
    }

    [Theory]
    [InlineData(0UL, 11091344671253066420, 13793997310169335082, 17048045255668060151)]
    [InlineData(1234567UL, 3504822795582309479, 1819558768956484042, 7018969454607569597)]
    public void NextUInt64_SeededByKey_GivesTheReferenceFirstSecondAndMillionthOutput(ulong key, ulong first, ulong second, ulong millionth)
    {
        var random = new Xoshiro256(key);
        Assert.Equal(first, random.NextUInt64());
        Assert.Equal(second, random.NextUInt64());
        for (int i = 3; i < 1_000_000; i++)
            random.NextUInt64();
        Assert.Equal(millionth, random.NextUInt64());
    }

    [Fact]
    public void NextDouble_IsTheTop53BitsOverTwoToThe53()
    {
        var words = new Xoshiro256(7);
        var doubles = words;
        for (int i = 0; i < 1000; i++)
            Assert.Equal((words.NextUInt64() >> 11) / 9007199254740992.0, doubles.NextDouble());
    }

    // With s1 = 0 the first word is 0; with this s1 it is all ones: the multiplications by 5 and 9 and the rotation undone.
    [Theory]
    [InlineData(0UL, 0.0)]
    [InlineData(LargestWordState, 1.0)]
    public void NextDouble_AtTheEnds_StaysInItsInterval(ulong s1, double end)
    {
        var random = new Xoshiro256(1, s1, 2, 3);
        double closed = random.NextDouble();
        random = new Xoshiro256(1, s1, 2, 3);
        double open = random.NextOpenDouble();
        Assert.InRange(closed, 0.0, Math.BitDecrement(1.0));
        Assert.Equal(Grain, Math.Abs(end - open));
        Assert.True(Math.Abs(end - closed) <= Grain);
    }

    [Fact]
    public void Constructor_AllZeroState_IsRefused() => Assert.Throws<ArgumentException>(() => new Xoshiro256(0, 0, 0, 0));

    [Fact]
    public void Copy_RepeatsTheDrawsOfTheOriginal()
    {
        var random = new Xoshiro256(3);
        random.NextUInt64();
        var copy = random;
        Assert.True(copy == random);
        Assert.Equal(random.NextUInt64(), copy.NextUInt64());
        random.NextUInt64();
        Assert.True(copy != random);
    }

    private const double Grain = 1.0 / 9007199254740992.0;
    private const ulong LargestWordState = 5748594724359139783;
}
