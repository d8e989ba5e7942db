using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>
/// Group-sequential constants against Jennison and Turnbull (2000), Armitage, McPherson and Rowe (1969) and a recursion of our own in numpy 1.24.2 (8 panels
/// of 160 Gauss-Legendre nodes a look, scipy 1.10.1 ndtr and brentq), whose digits agree with every printed table.
/// </summary>
[Trait("Category", "Independent")]
public sealed class GroupSequentialLiteratureTests
{
    [Theory]
    // Jennison and Turnbull 2000, "Group sequential methods", Table 2.1, then nine decimals by the recursion.
    [InlineData(2, 0.01, 2.772, 2.771808636)]
    [InlineData(3, 0.01, 2.873, 2.872959572)]
    [InlineData(4, 0.01, 2.939, 2.938663837)]
    [InlineData(5, 0.01, 2.986, 2.986271832)]
    [InlineData(6, 0.01, 3.023, 3.023078369)]
    [InlineData(10, 0.01, 3.117, 3.116850127)]
    [InlineData(2, 0.05, 2.178, 2.178272089)]
    [InlineData(3, 0.05, 2.289, 2.289478061)]
    [InlineData(4, 0.05, 2.361, 2.361297891)]
    [InlineData(5, 0.05, 2.413, 2.41317622)]
    [InlineData(6, 0.05, 2.453, 2.453210824)]
    [InlineData(7, 0.05, 2.485, 2.485488467)]
    [InlineData(8, 0.05, 2.512, 2.512336212)]
    [InlineData(9, 0.05, 2.535, 2.535194751)]
    [InlineData(10, 0.05, 2.555, 2.55501277)]
    [InlineData(12, 0.05, 2.588, 2.58796217)]
    [InlineData(15, 0.05, 2.626, 2.62609642)]
    [InlineData(20, 0.05, 2.672, 2.671967724)]
    [InlineData(2, 0.1, 1.875, 1.875423001)]
    [InlineData(3, 0.1, 1.992, 1.992185877)]
    [InlineData(4, 0.1, 2.067, 2.067411534)]
    [InlineData(5, 0.1, 2.122, 2.121682496)]
    [InlineData(10, 0.1, 2.27, 2.269888102)]
    public void PocockConstant_TabulatedLooks_IsAsPublished(int looks, double alpha, double published, double recursion)
    {
        double got = GroupSequential.PocockConstant(looks, alpha);
        Assert.Equal(published, got, 5.1e-4);
        Assert.Equal(recursion, got, 2e-8);
    }

    [Theory]
    // Jennison and Turnbull 2000, Table 2.3, then nine decimals by the recursion.
    [InlineData(2, 0.01, 2.58, 2.579569611)]
    [InlineData(3, 0.01, 2.595, 2.594919664)]
    [InlineData(4, 0.01, 2.609, 2.609096706)]
    [InlineData(5, 0.01, 2.621, 2.621170569)]
    [InlineData(6, 0.01, 2.631, 2.631364777)]
    [InlineData(10, 0.01, 2.66, 2.659901862)]
    [InlineData(2, 0.05, 1.977, 1.977430959)]
    [InlineData(3, 0.05, 2.004, 2.004035579)]
    [InlineData(4, 0.05, 2.024, 2.0242955)]
    [InlineData(5, 0.05, 2.04, 2.040073175)]
    [InlineData(6, 0.05, 2.053, 2.052793082)]
    [InlineData(7, 0.05, 2.063, 2.063317042)]
    [InlineData(8, 0.05, 2.072, 2.072206772)]
    [InlineData(9, 0.05, 2.08, 2.079845321)]
    [InlineData(10, 0.05, 2.087, 2.086502181)]
    [InlineData(15, 0.05, 2.11, 2.110417279)]
    [InlineData(20, 0.05, 2.126, 2.125651547)]
    [InlineData(2, 0.1, 1.678, 1.677952711)]
    [InlineData(3, 0.1, 1.71, 1.709605984)]
    [InlineData(4, 0.1, 1.733, 1.733099851)]
    [InlineData(5, 0.1, 1.751, 1.750865761)]
    [InlineData(10, 0.1, 1.801, 1.801210686)]
    public void OBrienFlemingConstant_TabulatedLooks_IsAsPublished(int looks, double alpha, double published, double recursion)
    {
        double got = GroupSequential.OBrienFlemingConstant(looks, alpha);
        Assert.Equal(published, got, 5.1e-4);
        Assert.Equal(recursion, got, 2e-8);
    }

    [Theory]
    // Armitage, McPherson and Rowe 1969, J. R. Stat. Soc. A 132, Table 2, then the recursion.
    [InlineData(2, 0.05, 0.083, 0.08311780335)]
    [InlineData(3, 0.05, 0.107, 0.10725637464)]
    [InlineData(4, 0.05, 0.126, 0.1261690125)]
    [InlineData(5, 0.05, 0.142, 0.14168933259)]
    [InlineData(10, 0.05, 0.193, 0.19335659335)]
    [InlineData(20, 0.05, 0.248, 0.24791093862)]
    [InlineData(50, 0.05, 0.32, 0.32045000389)]
    [InlineData(2, 0.01, 0.018, 0.01765721953)]
    [InlineData(5, 0.01, 0.033, 0.03274046328)]
    [InlineData(10, 0.01, 0.047, 0.04737824841)]
    [InlineData(20, 0.01, 0.064, 0.06403032752)]
    [InlineData(50, 0.01, 0.088, 0.08803414984)]
    [InlineData(2, 0.1, 0.16, 0.16014985062)]
    [InlineData(5, 0.1, 0.26, 0.25962835329)]
    [InlineData(10, 0.1, 0.342, 0.34169084504)]
    public void PeekingError_TabulatedLooks_IsAsPublished(int looks, double alpha, double published, double recursion)
    {
        double got = PeekingError.Of(looks, alpha);
        Assert.Equal(published, got, 5.1e-4);
        Assert.Equal(recursion, got, 1e-8);
    }

    [Theory]
    // The spending functions as their papers write them, in Python 3.11 with scipy 1.10.1 norm.
    [InlineData("OBrienFleming", 0, 0.3, 0.025, 4.272578744478803e-05)]
    [InlineData("OBrienFleming", 0, 1, 0.025, 0.024999999999999998)]
    [InlineData("Pocock", 0, 0.3, 0.025, 0.010393380546090717)]
    [InlineData("Pocock", 0, 1, 0.025, 0.025)]
    [InlineData("Power", 1, 0.3, 0.025, 0.0075)]
    [InlineData("Power", 1, 1, 0.025, 0.025)]
    [InlineData("Power", 3, 0.3, 0.05, 0.0013499999999999999)]
    [InlineData("Power", 3, 1, 0.05, 0.05)]
    [InlineData("HwangShihDeCani", -4, 0.3, 0.025, 0.0010821814378396569)]
    [InlineData("HwangShihDeCani", -4, 1, 0.025, 0.025)]
    [InlineData("HwangShihDeCani", 1, 0.3, 0.01, 0.004100195377264685)]
    [InlineData("HwangShihDeCani", 1, 1, 0.01, 0.01)]
    [InlineData("OBrienFleming", 0, 0.3, 0.05, 0.00034571958016904234)]
    [InlineData("OBrienFleming", 0, 1, 0.05, 0.049999999999999954)]
    [InlineData("Pocock", 0, 0.3, 0.01, 0.004157352218436287)]
    [InlineData("Pocock", 0, 1, 0.01, 0.01)]
    public void Spent_AnyFraction_IsTheFunctionsValue(string family, double gamma, double fraction, double alpha, double spent) =>
        Digits.Agree(spent, Spending(family, gamma).Spent(fraction, alpha), 1e-11);

    [Theory]
    // The recursion, solved look by look. The first two rows are the bounds that the manual of R package gsDesign prints for sfLDOF and sfLDPocock:
    // 4.877 3.357 2.680 2.290 2.031 and 2.438 2.427 2.410 2.397 2.386.
    [InlineData("OBrienFleming", 0, 0.025, new double[] { 0.2, 0.4, 0.6, 0.8, 1 }, new double[] { 4.8768849488, 3.3570119216, 2.6802800645, 2.2898167677, 2.0310320435 })]
    [InlineData("Pocock", 0, 0.025, new double[] { 0.2, 0.4, 0.6, 0.8, 1 }, new double[] { 2.4379766881, 2.4268138584, 2.4101941425, 2.3966492654, 2.3859996498 })]
    [InlineData("Power", 1, 0.025, new double[] { 0.2, 0.4, 0.6, 0.8, 1 }, new double[] { 2.5758293035, 2.4919692137, 2.4108252179, 2.339144882, 2.2755228266 })]
    [InlineData("Power", 3, 0.05, new double[] { 0.1, 0.35, 0.5, 0.9, 1 }, new double[] { 3.8905918864, 2.8620214435, 2.5578046949, 1.8236156284, 1.7432073358 })]
    [InlineData("HwangShihDeCani", -4, 0.025, new double[] { 0.2, 0.4, 0.6, 0.8, 1 }, new double[] { 3.2526684884, 2.9860459459, 2.6916574474, 2.3736669858, 2.0253214094 })]
    [InlineData("HwangShihDeCani", 1, 0.01, new double[] { 0.1, 0.35, 0.5, 0.9, 1 }, new double[] { 2.9666229232, 2.7104487343, 2.7855992629, 2.6334969728, 2.7738759098 })]
    [InlineData("OBrienFleming", 0, 0.05, new double[] { 0.1, 0.35, 0.5, 0.9, 1 }, new double[] { 6.0878928746, 3.1138888834, 2.5570288124, 1.7861857739, 1.7637335173 })]
    [InlineData("Pocock", 0, 0.01, new double[] { 0.25, 0.5, 1 }, new double[] { 2.6898935996, 2.7085515801, 2.5861682752 })]
    public void Bounds_AnySpending_SpendWhatTheFunctionSays(string family, double gamma, double alpha, double[] information, double[] bounds)
    {
        double[] got = GroupSequential.Bounds(Spending(family, gamma), alpha, information);
        Assert.Equal(bounds.Length, got.Length);
        for (int i = 0; i < bounds.Length; i++)
            Assert.Equal(bounds[i], got[i], 1e-7);
    }

    private static AlphaSpending Spending(string family, double gamma) => family switch
    {
        "OBrienFleming" => new AlphaSpending.OBrienFleming(),
        "Pocock" => new AlphaSpending.Pocock(),
        "Power" => new AlphaSpending.Power(gamma),
        _ => new AlphaSpending.HwangShihDeCani(gamma),
    };
}
