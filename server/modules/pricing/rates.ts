import type { TaxClass, TaxRateInput } from './tax-rates.ts'

const rate = (
  country: string,
  region: string,
  name: string,
  tax_class: TaxClass,
  percent: number,
  valid_from: string,
): TaxRateInput => ({
  country,
  region,
  tax_class,
  name: `${name} ${String(percent).replace('.', ',')} %`,
  rate_ppm: percent * 10_000,
  valid_from,
})

/**
 * Rates in force, each from the day its law set it. Spain: IVA (Ley 37/1992, RDL 20/2012); Canary Islands:
 * IGIC (Ley 4/2012, Decreto-ley 1/2020 general 7 %); Mexico: IVA (LIVA art. 1 and 2-A);
 * Argentina: IVA (Ley 23.349 art. 28; general by Ley 24.468, the reduced half of it by the day given at the latest);
 * Portugal: IVA (CIVA art. 18; general by Lei 55-A/2010, the others by Lei 12-A/2010);
 * Colombia: IVA (Estatuto Tributario art. 468 by Ley 1819/2016, art. 468-1 by Ley 1607/2012);
 * Chile: IVA (DL 825 art. 14; 19 % by Ley 19.888).
 * Where a country knows fewer classes, the general rate stands for those it lacks.
 */
export const usualTaxRates: readonly TaxRateInput[] = [
  rate('ES', '', 'IVA', 'standard', 21, '2012-09-01'),
  rate('ES', '', 'IVA', 'reduced', 10, '2012-09-01'),
  rate('ES', '', 'IVA', 'super_reduced', 4, '1995-01-01'),
  rate('ES', 'ES-CN', 'IGIC', 'standard', 7, '2020-01-01'),
  rate('ES', 'ES-CN', 'IGIC', 'reduced', 3, '2012-07-01'),
  rate('ES', 'ES-CN', 'IGIC', 'super_reduced', 0, '1993-01-01'),
  rate('MX', '', 'IVA', 'standard', 16, '2014-01-01'),
  rate('MX', '', 'IVA', 'reduced', 16, '2014-01-01'),
  rate('MX', '', 'IVA', 'super_reduced', 0, '1996-01-01'),
  rate('AR', '', 'IVA', 'standard', 21, '1995-04-01'),
  rate('AR', '', 'IVA', 'reduced', 10.5, '2000-01-01'),
  rate('AR', '', 'IVA', 'super_reduced', 10.5, '2000-01-01'),
  rate('PT', '', 'IVA', 'standard', 23, '2011-01-01'),
  rate('PT', '', 'IVA', 'reduced', 13, '2010-07-01'),
  rate('PT', '', 'IVA', 'super_reduced', 6, '2010-07-01'),
  rate('CO', '', 'IVA', 'standard', 19, '2017-01-01'),
  rate('CO', '', 'IVA', 'reduced', 5, '2013-01-01'),
  rate('CO', '', 'IVA', 'super_reduced', 0, '2013-01-01'),
  rate('CL', '', 'IVA', 'standard', 19, '2003-10-01'),
  rate('CL', '', 'IVA', 'reduced', 19, '2003-10-01'),
  rate('CL', '', 'IVA', 'super_reduced', 19, '2003-10-01'),
]
